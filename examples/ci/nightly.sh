#!/usr/bin/env bash
# Renders a project unattended, for cron or any CI:  nightly.sh PROJECT_FOLDER
# Beside locvid.yaml it writes results.json, log.txt, reports/films.xml (JUnit) and
# reports/review/index.html, which a browser opens. Ends as locvid does: 0 all films pass, 1 some do
# not pass their gate, 2 usage or script, 4 something is missing on this machine.
set -euo pipefail
cd "${1:?name the folder of the project}"

export OMP_NUM_THREADS="${OMP_NUM_THREADS:-1}"

code=0
# What cannot be made in one language keeps no other back; a killed run goes on tomorrow.
locvid render --keep-going --json \
    --report junit=reports/films.xml --report html=reports/review >results.json.part 2>log.txt || code=$?
mv results.json.part results.json

case "$code" in
    0) echo "every film is made and passes its gate" ;;
    1) echo "some films do not pass their gate:" ;;
    2) echo "a script or a setting cannot be used:" ;;
    4) echo "something is missing on this machine; locvid doctor says how to get it:" ;;
    130) echo "interrupted; finished shots are kept" ;;
    *) echo "locvid broke; please report what log.txt says:" ;;
esac
grep "error:" log.txt || true

# What no run has used for a month need not be kept, whatever room there is.
locvid cache prune --unused 30
exit "$code"
