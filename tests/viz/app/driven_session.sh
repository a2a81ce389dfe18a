#!/usr/bin/env bash
# A session in a real window under Xvfb, driven by keys and clicks of the X server: play, pause, step back, look, inject, rewind, compare.
# usage: driven_session.sh GROUNDSWELL FOLDER     exit 77 with a reason when a tool is missing
set -euo pipefail
program=$1 folder=$2
for tool in Xvfb xdotool; do command -v $tool >/dev/null || { echo "skipped: $tool is not installed"; exit 77; }; done
mkdir -p "$folder"; cd "$folder"
rm -f log groundswell.png
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>display >/dev/null 2>&1 & server=$!
viewer=
trap 'kill $viewer $server 2>/dev/null || true' EXIT
for _ in $(seq 50); do [ -s display ] && break; sleep 0.1; done
export DISPLAY=:$(cat display) XDG_CONFIG_HOME=$folder/config LIBGL_ALWAYS_SOFTWARE=1
"$program" view livestream_pulse --design rigid --members 3000 --set "clock.warmup=6 d" --set "clock.length=8 d" --set "wave.show.start=2 d 20 h" \
  --threads 1 --paused --no-tour --report --layout "hands on" --quit-after 100 2>log & viewer=$!

# Waits until the newest state line matches.
expect() {
  for _ in $(seq 250); do
    tail -n 1 log 2>/dev/null | grep -Eq -- "$1" && { echo "ok: $1"; return 0; }
    kill -0 $viewer 2>/dev/null || { echo "the viewer is gone:"; tail -5 log; return 1; }
    sleep 0.1
  done
  echo "never came: $1"; tail -3 log; return 1
}
cursor() { tail -n 1 log | sed -E 's/.*cursor=([0-9]+).*/\1/'; }
key() { xdotool key --clearmodifiers "$1"; sleep 0.25; }
click() { xdotool mousemove "$1" "$2"; sleep 0.15; xdotool click 1; sleep 0.3; }

expect 'state playing=0'
window=$(xdotool search --name Groundswell | head -1)
xdotool windowfocus "$window" 2>/dev/null || true
key comma; key comma   # a day a second
key space;  expect 'playing=1 .*rows=[0-9]{2,}'
key space;  expect 'playing=0'
at=$(cursor)
key Left;   [ "$(cursor)" -lt "$at" ] || { echo "a step back did not go back"; exit 1; }
key End;    expect 'follow=1'
key 3;      expect 'overlay=2'
click 250 300; expect 'selection=zone'
click "${GS_SHOW_X:-579}" "${GS_SHOW_Y:-249}"; expect 'message=the show opens'
key comma   # six hours a second: the run must not come to its end
quickest=99999
for _ in 1 2 3; do  # the best of three: others may hold the machine
  key space;  expect 'playing=1'
  sleep 3   # nobody is there: frames are rare now, and a key must bring one at once
  pressed=$(date +%s%N)
  xdotool key --clearmodifiers space; expect 'playing=0'
  waited=$((($(date +%s%N) - pressed) / 1000000))
  [ $waited -ge $quickest ] || quickest=$waited
  [ $quickest -ge 900 ] || break
done
[ $quickest -lt 900 ] || { echo "a key was answered after $quickest ms only"; exit 1; }
[ -s out/livestream_pulse-rigid.events.jsonl ] || { echo "the event log was not stored"; exit 1; }
grep -q '"kind":"burst"' out/livestream_pulse-rigid.events.jsonl
key Home; key shift+Right   # a day in: the run has played for longer than that
at=$(cursor)
key r;      expect 'follow=1 .*b=[0-9]{2,}'
[ "$(cursor)" -le $((at + 7200)) ] || { echo "the rewind did not go back to the cursor"; exit 1; }
key d;      key F7; sleep 0.5
key F9
if command -v ffmpeg >/dev/null; then
  expect 'message=filming'; sleep 1.5; key F9; expect 'message=film: groundswell-1.mp4'
  [ "$(head -c 8 groundswell-1.mp4 | tail -c 4)" = ftyp ] || { echo "the film is no MP4"; exit 1; }
else
  expect 'message=an MP4 needs the program ffmpeg'
fi
key F12;    expect 'message=picture'
for _ in $(seq 30); do [ -s groundswell.png ] && break; sleep 0.1; done
[ -s groundswell.png ] || { echo "no picture"; exit 1; }
xdotool key --clearmodifiers ctrl+q
for _ in $(seq 50); do kill -0 $viewer 2>/dev/null || break; sleep 0.1; done
code=0; wait $viewer || code=$?
[ $code = 0 ] || { echo "the viewer ended with $code"; exit 1; }
echo "done"
