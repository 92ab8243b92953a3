#!/usr/bin/env bash
# Takes the pictures of the README: the report from the one that the walkthrough wrote, the console from a real one (PWSH, else pwsh) on the lab. Build and walk through first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
report=${1:-artifacts/report/contoso.html}
shoot() {
    chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync \
        --hide-scrollbars --user-data-dir="$(mktemp -d)" --window-size=1280,1000 --virtual-time-budget=5000 --blink-settings=preferredColorScheme="$2" --screenshot="docs/$1" "file://$PWD/$report" 2> /dev/null
}
shoot report-light.png 1
shoot report-dark.png 0

urls=$(mktemp -u)
dotnet run --no-build --project src/ExchangeArchiveSafety.Lab -- serve --preset contoso --seed 1 --urls-file "$urls" > /dev/null &
lab=$!
trap 'kill "$lab"' EXIT
for _ in $(seq 100); do [ -s "$urls" ] && break || sleep 0.2; done
"${PWSH:-pwsh}" -NoProfile -File docs/console.ps1 "$(cat "$urls")"
