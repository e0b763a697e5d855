//go:build linux

// Command window measures how long it takes from the start of the process to
// Latchkey's first usable screen, against an empty Wails window started in turn, on a
// private display. It prints the ratio of the medians.
package main

import (
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

const (
	runs   = 10
	budget = 1.6
)

func main() {
	log.SetFlags(0)
	dir, err := os.MkdirTemp("", "latchkey-bench-")
	check(err)
	defer os.RemoveAll(dir)
	programs := map[string]string{}
	for _, name := range []string{"empty", "latchkey"} {
		programs[name] = filepath.Join(dir, name)
		build := exec.Command("go", "build", "-tags", "desktop,production,webkit2_41", "-trimpath", "-ldflags", "-s -w", "-o", programs[name], "./build/bench/window/"+name)
		build.Stderr = os.Stderr
		check(build.Run())
	}
	display := exec.Command("Xvfb", ":97", "-screen", "0", "1280x900x24", "-nolisten", "tcp")
	check(display.Start())
	defer func() { _ = display.Process.Kill(); _ = display.Wait() }()
	check(os.Setenv("DISPLAY", ":97"))
	check(os.Setenv("LATCHKEY_HOME", filepath.Join(dir, "home")))
	check(waitFor("/tmp/.X11-unix/X97"))

	took := map[string][]time.Duration{}
	for i := range runs + 1 {
		for _, name := range []string{"empty", "latchkey"} {
			d := start(programs[name])
			if i > 0 { // the first of each warms the caches
				took[name] = append(took[name], d)
			}
		}
	}
	empty, latchkey := median(took["empty"]), median(took["latchkey"])
	fmt.Printf("first usable screen: latchkey %s against an empty Wails window %s: ratio %.2f (budget %.2f)\n",
		latchkey.Round(time.Millisecond), empty.Round(time.Millisecond), float64(latchkey)/float64(empty), budget)
}

// start runs a program until it says that it can be used.
func start(program string) time.Duration {
	cmd := exec.Command(program)
	begun := time.Now()
	out, err := cmd.Output()
	took := time.Since(begun)
	check(err)
	if string(out) != "usable\n" {
		log.Fatalf("%s said %q", program, out)
	}
	return took
}

func waitFor(path string) error {
	for range 500 {
		if _, err := os.Stat(path); err == nil {
			return nil
		}
		time.Sleep(10 * time.Millisecond)
	}
	return fmt.Errorf("%s did not come", path)
}

func median(d []time.Duration) time.Duration {
	slices.Sort(d)
	return d[len(d)/2]
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
