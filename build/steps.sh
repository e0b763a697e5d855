# Steps of a check, side by side; sourced by test.sh.
# shellcheck shell=bash
# shellcheck disable=SC2034 # read in stop_steps and by test.sh
#
#   step FUNCTION "FUNCTIONS" TITLE    a step, after the steps that it needs
#   closing FUNCTION                   its output is printed last of all
#   skip WHAT                          what this machine cannot check
#   run_steps                          runs them, in the order of the list as far as they may
#
# As many steps run at once as there are processors, two at least. What a step says is kept
# and printed when it fails; the first failure stops the rest. At the end stands a table of
# what each step took: seconds of the clock, and of the processors.

ids=() needs=() titles=() states=() pids=() closings=() skipped=()

step() {
  ids+=("$1") needs+=("$2") titles+=("$3") states+=(waiting) pids+=("")
}
closing() { closings+=("$1"); }
skip() { skipped+=("$1"); }

run_steps() {
  local i status running=0 lanes failed="" began=$SECONDS
  lanes=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
  [ "$lanes" -ge 2 ] || lanes=2
  logs=$(mktemp -d)
  mkfifo "$logs/ended"
  exec 3<>"$logs/ended"
  # Each step is a process group of its own: that is how all of it can be stopped.
  set -m
  trap stop_steps EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM

  while :; do
    for i in "${!ids[@]}"; do
      if [ "$running" -lt "$lanes" ] && [ "${states[i]}" = waiting ] && may_start "$i"; then
        start_step "$i"
        running=$((running + 1))
      fi
    done
    [ "$running" -gt 0 ] || break
    read -r i status <&3
    wait "${pids[i]}" 2>/dev/null || true
    running=$((running - 1))
    if [ "$status" != 0 ]; then
      states[i]=FAILED
      failed=$i
      break
    fi
    states[i]=passed
    printf '   %4s s  %s\n' "$(column 1 "$i")" "${titles[i]}"
  done

  if [ -n "$failed" ]; then
    printf '== %s\n' "${titles[failed]}"
    cat "$logs/$failed"
    printf 'FAILED: %s\n' "${titles[failed]}" >&2
    exit 1
  fi
  table $((SECONDS - began))
  for i in "${skipped[@]+"${skipped[@]}"}"; do printf 'SKIPPED: %s\n' "$i"; done
  for i in "${closings[@]+"${closings[@]}"}"; do cat "$logs/$(index "$i")"; done
  if [ "${CI-}" = true ] && [ ${#skipped[@]} -gt 0 ]; then
    printf 'FAILED: a check was skipped, and CI=true\n' >&2
    exit 1
  fi
}

# may_start says whether all that a step needs is done. What is not on the list is not
# waited for: a shorter list leaves out what it can do without.
may_start() {
  local id i
  for id in ${needs[$1]}; do
    i=$(index "$id") || continue
    [ "${states[i]}" = passed ] || return 1
  done
}

index() {
  local i
  for i in "${!ids[@]}"; do
    if [ "${ids[i]}" = "$1" ]; then echo "$i" && return; fi
  done
  return 1
}

# start_step runs it in a subshell outside of any condition, because bash would otherwise
# go on after a failure within it.
start_step() {
  local i=$1
  states[i]=running
  (
    set +me
    trap 'printf "%s %s\n" "$i" "$?" >&3' EXIT
    exec </dev/null >"$logs/$i" 2>&1 4>&2
    TIMEFORMAT='%0R %0U %0S'
    { time { (set -e; exec 3>&-; "${ids[i]}") 2>&4; }; } 2>"$logs/$i.time"
  ) &
  pids[i]=$!
}

# column N STEP: of the seconds by the clock, in programs, and in the system.
column() {
  local words
  words=$(tail -n 1 "$logs/$2.time" 2>/dev/null) || true
  # shellcheck disable=SC2086 # a list of words
  set -- "$1" ${words:-0 0 0}
  case $1 in 1) echo "$2" ;; 2) echo $(($3 + $4)) ;; esac
}

table() {
  local i sum=0
  printf '\n seconds   processor\n'
  for i in "${!ids[@]}"; do
    printf '%8s  %10s   %s\n' "$(column 1 "$i")" "$(column 2 "$i")" "${titles[i]}"
    sum=$((sum + $(column 2 "$i")))
  done
  printf '%8s  %10s   all checks passed\n\n' "$1" "$sum"
}

# stop_steps ends what still runs, however the script ends.
stop_steps() {
  local i status=$?
  for i in "${!ids[@]}"; do
    if [ "${states[i]}" = running ]; then
      kill -TERM -- "-${pids[i]}" 2>/dev/null || true
      wait "${pids[i]}" 2>/dev/null || true
    fi
  done
  rm -rf "$logs"
  exit "$status"
}
