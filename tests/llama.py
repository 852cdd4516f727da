"""A random Llama of some 50,000 parameters in a folder, as a configuration and the pocket tokenizer."""

import json
import shutil
from pathlib import Path

from tests.conftest import POCKET

_SIZES = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
_TOKENS = {"vocab_size": 2606, "pad_token_id": 0, "eos_token_id": 1, "bos_token_id": None}
_TEMPLATE = (
    "{% for message in messages %}{{ message.role }}: {{ message.content }}</s>\n{% endfor %}"
    "{% if add_generation_prompt %}assistant: {% endif %}"
)


def build(folder: Path) -> Path:
    """Without weights: a profile takes random ones. It has a chat template, which a profile may use."""
    ignored = shutil.ignore_patterns("*.safetensors", "*.md", "generation_config.json")
    shutil.copytree(POCKET / "model", folder, ignore=ignored)
    configuration = {"model_type": "llama", **_SIZES, **_TOKENS}
    (folder / "config.json").write_text(json.dumps(configuration), encoding="utf-8")
    (folder / "chat_template.jinja").write_text(_TEMPLATE, encoding="utf-8")
    return folder


def model(folder: Path) -> dict[str, str]:
    """The table of a profile that names it."""
    return {"path": str(folder), "weights": "random"}


LORA = {
    "kind": "adapter",
    "learning_rate": 1e-3,
    "adapter": {"peft_type": "LORA", "r": 2, "target_modules": ["q_proj", "v_proj"]},
}
