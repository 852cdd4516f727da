"""The sections of the report: a module and a template each, in the order of ``registry``."""
