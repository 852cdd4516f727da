"""The documentation site: ``make docs`` builds it with Sphinx, and fails for a link that leads nowhere."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

project = "peft-bench"
author = "the authors of peft-bench"
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_copybutton", "docs._ext.pages"]
exclude_patterns = ["_build", "_ext"]
nitpicky = False  # signatures name types of other libraries, which have no pages here

myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence"]

autodoc_default_options = {"exclude-members": "model_config"}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_mock_imports = ["torch", "transformers", "peft"]  # nothing here needs them

html_theme = "furo"
html_title = "peft-bench"
copybutton_prompt_text = "$ "
copybutton_only_copy_prompt_lines = True
