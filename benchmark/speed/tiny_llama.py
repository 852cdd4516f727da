"""A tiny Llama with random weights on the pocket dataset: what decoder-only models are raced with."""

import json
import shutil
from pathlib import Path

POCKET = Path(__file__).parents[2] / "fixtures/pocket"

_SIZES = {
    "hidden_size": 128,
    "intermediate_size": 384,
    "num_hidden_layers": 6,
    "num_attention_heads": 4,
    "num_key_value_heads": 4,
    "max_position_embeddings": 2048,
    "tie_word_embeddings": True,
}
"""About as many parameters as the pocket model: 1.6 million."""

_FIXED = ("vocab_size", "pad_token_id", "eos_token_id")

_PROFILE = """title = "A tiny random Llama on everyday dialogues"
baseline = "zero-shot"
reference = "full"

[model]
path = "model"
weights = "random"

[dataset]
train = {train}
validation = {validation}
test = {test}
columns = {{ source = "dialogue", target = "summary", topic = "topic" }}
noun = "dialogue"
rows = {{ train = 240, validation = 40, test = 150 }}

[prompt]
template = "Summarize the following conversation.\\n\\n{{source}}\\n\\nSummary:"

[training]
epochs = 1
batch_size = 8
warmup_ratio = 0.1
evaluate_every = 15

[generation]
max_new_tokens = 64
batch_size = 50

[methods.zero-shot]
kind = "zero-shot"

[methods.full]
kind = "full"
learning_rate = 1e-3

[methods.lora]
kind = "adapter"
learning_rate = 1e-3

[methods.lora.adapter]
peft_type = "LORA"
r = 8
target_modules = "all-linear"
"""


def write(folder: Path) -> Path:
    """Writes model and profile into a new folder; returns the profile."""
    folder.mkdir(parents=True)
    model = folder / "model"
    shutil.copytree(POCKET / "model", model, ignore=shutil.ignore_patterns("*.safetensors", "*.md", "generation*"))
    own = json.loads((POCKET / "model/config.json").read_text(encoding="utf-8"))
    configuration = {"model_type": "llama", **_SIZES, **{key: own[key] for key in _FIXED}, "bos_token_id": None}
    (model / "config.json").write_text(json.dumps(configuration, indent=1), encoding="utf-8")
    files = {split: json.dumps(str(POCKET / f"data/{split}.csv")) for split in ("train", "validation", "test")}
    profile = folder / "tiny-llama.toml"
    profile.write_text(_PROFILE.format(**files), encoding="utf-8")
    return profile
