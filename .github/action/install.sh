#!/usr/bin/env bash
# Installs the peft-bench of this action into an environment of its own, with the versions that it is tested with.
# Reads EXTRAS and TORCH_INDEX.
set -euo pipefail

environment="$RUNNER_TEMP/peft-bench"
python -m venv "$environment"
install=("$environment/bin/python" -m pip install --disable-pip-version-check --constraint "$GITHUB_ACTION_PATH/constraints.txt")
if [ -n "$TORCH_INDEX" ]; then
    # Alone: what torch needs comes below, from PyPI, in versions that such an index need not have.
    "${install[@]}" --no-deps torch --index-url "$TORCH_INDEX"
fi
"${install[@]}" "$GITHUB_ACTION_PATH[$EXTRAS]"
echo "$environment/bin" >> "$GITHUB_PATH"
