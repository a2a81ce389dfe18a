#!/usr/bin/env bash
# Everything to do on a machine with a GPU, in one go: same bits, memory checks, figures. Give it a build folder made with -DGS_CUDA=ON.
#   tests/gpu/on_device.sh BUILD [OUT]     needs: nvidia driver; compute-sanitizer if it is to check memory
# A device that lacks this project's libraries can run a carried build: copy `ldd BUILD/groundswell` beside it and set LD_LIBRARY_PATH.
set -uo pipefail
build=${1:?usage: $0 BUILD [OUT]}
out=${2:-out/gpu}
here=$(cd "$(dirname "$0")/../.." && pwd)
export GROUNDSWELL_CONFIGS=${GROUNDSWELL_CONFIGS:-$here/configs}
mkdir -p "$out"
failed=0
step() {  # step NAME COMMAND...
  local name=$1; shift
  echo "== $name: $*"
  if ! "$@" >"$out/$name.txt" 2>&1; then echo "   FAILED, see $out/$name.txt"; failed=1; fi
  tail -n 15 "$out/$name.txt"
}

step device nvidia-smi --query-gpu=name,memory.total,driver_version --format=csv
for design in rigid flexible; do
  step "verify-$design" "$build/groundswell" verify livestream_pulse --design $design --ticks 700
done
if command -v compute-sanitizer >/dev/null; then
  for tool in memcheck racecheck initcheck; do
    step "sanitizer-$tool" compute-sanitizer --tool $tool --error-exitcode 1 \
      "$build/groundswell" run livestream_pulse --design flexible --members 5k --ticks 30 --backend cuda --force -o "$out/sanitizer.h5"
  done
else
  echo "== no compute-sanitizer here: memory is not checked"
fi
step bench "$build/groundswell" bench --backend cuda
step bench-json "$build/groundswell" bench --backend cuda --json
step bench-100M "$build/groundswell" bench --backend cuda --members 100M
exit $failed
