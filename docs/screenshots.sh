#!/usr/bin/env bash
# Takes the pictures of the README from the report that the walkthrough wrote.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
report=${1:-artifacts/report/contoso.html}
shoot() {
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync \
        --hide-scrollbars --user-data-dir="$(mktemp -d)" --window-size=1280,1000 --virtual-time-budget=5000 --blink-settings=preferredColorScheme="$2" --screenshot="docs/$1" "file://$PWD/$report" 2> /dev/null
}
shoot report-light.png 1
shoot report-dark.png 0
