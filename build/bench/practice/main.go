//go:build linux

// Command practice measures `latchkey practice` as another program sees it: complete
// sign-ins (authorize, user name, password, one-time code, form_post, token) per second
// of its CPU, its memory while it does a thousand of them, and how long it takes from
// its start to the first page. Where npm's oidc-provider is installed (the directory peer
// beside this file), it does the same with that one in the same run and prints the ratios.
//
// Both sign with RS256 and RSA keys of 2048 bits. The practice tenant, like Entra, signs two
// tokens per sign-in, and oidc-provider one, because its access tokens are opaque. Beside the
// sign-ins stands what these signatures take by themselves, in the language of each: no
// server can do more sign-ins per CPU-second than they leave.
package main

import (
	"bufio"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// peerDirectory is where the comparison is, from the project's root.
const peerDirectory = "build/bench/practice/peer"

const (
	signIns = 1000
	starts  = 11
	// clockTicks is the unit of /proc/PID/stat (proc_pid_stat(5)): 100 per second on Linux.
	clockTicks = 100
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: practice LATCHKEY-BINARY")
	}
	binary, err := filepath.Abs(os.Args[1])
	check(err)
	ours := ours(binary)
	fmt.Printf("latchkey practice: %s (budget 30 ms to the first page)\n", ours)
	if _, err := os.Stat(filepath.Join(peerDirectory, "node_modules")); err != nil {
		fmt.Println("oidc-provider is not installed: no comparison")
		return
	}
	theirs := peer(peerDirectory)
	fmt.Printf("oidc-provider:     %s\n", theirs)
	speed, memory := ours.perSecond()/theirs.perSecond(), float64(theirs.memory)/float64(ours.memory)
	fmt.Printf("ratio: %.1f times the sign-ins per CPU-second, 1/%.1f of the memory (budget: ahead in both)\n", speed, memory)
	if speed <= 1 || memory <= 1 {
		log.Fatal("over the budget: oidc-provider is ahead")
	}
}

// figures are what was measured of one server.
type figures struct {
	count  int
	cpu    time.Duration
	memory int64 // resident at its most, KiB
	// signatures per sign-in, and the CPU time of each by itself.
	signatures int
	signature  time.Duration
	// first is from the start to the first page with nothing kept, again with what the
	// sign-ins left.
	first, again time.Duration
}

func (f figures) perSecond() float64 { return float64(f.count) / f.cpu.Seconds() }

func (f figures) String() string {
	each, signing := f.cpu/time.Duration(f.count), time.Duration(f.signatures)*f.signature
	text := fmt.Sprintf("%d sign-ins in %s of CPU: %.0f per CPU-second, %.1f MiB resident at most",
		f.count, f.cpu.Round(time.Millisecond), f.perSecond(), float64(f.memory)/1024)
	text += fmt.Sprintf(", %d RS256 signatures of %s each are %.0f%% of a sign-in (alone: %.0f per CPU-second)",
		f.signatures, f.signature.Round(time.Microsecond), 100*signing.Seconds()/each.Seconds(), 1/signing.Seconds())
	if f.first > 0 {
		text += fmt.Sprintf(", first page after %s, with the state of %d sign-ins after %s",
			f.first.Round(100*time.Microsecond), f.count, f.again.Round(100*time.Microsecond))
	}
	return text
}

// server is a process that is measured.
type server struct {
	cmd *exec.Cmd
	out *bufio.Reader
}

func start(cmd *exec.Cmd) server {
	out, err := cmd.StdoutPipe()
	check(err)
	check(cmd.Start())
	return server{cmd, bufio.NewReader(out)}
}

func (s server) line() string {
	text, err := s.out.ReadString('\n')
	check(err)
	return text
}

func (s server) stop() {
	_ = s.cmd.Process.Signal(os.Interrupt)
	_ = s.cmd.Wait()
}

// cpu is what the process has used, in user and system mode.
func (s server) cpu() time.Duration {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	check(err)
	_, rest, _ := strings.Cut(string(data), ") ") // the name before it may hold blanks
	fields := strings.Fields(rest)
	var ticks int64
	for _, i := range []int{11, 12} { // utime and stime
		n, err := strconv.ParseInt(fields[i], 10, 64)
		check(err)
		ticks += n
	}
	return time.Duration(ticks) * time.Second / clockTicks
}

// memory is the largest resident set so far, in KiB.
func (s server) memory() int64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	check(err)
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.ParseInt(strings.Fields(value)[0], 10, 64)
			check(err)
			return n
		}
	}
	log.Fatal("no VmHWM")
	return 0
}

// measure does the sign-ins after a few that warm the server up. A sign-in gives the number of
// signatures that it took.
func (s server) measure(signIn func() int, signature time.Duration) figures {
	signatures := 0
	for range 20 {
		signatures = signIn()
	}
	before := s.cpu()
	for range signIns {
		signIn()
	}
	return figures{count: signIns, cpu: s.cpu() - before, memory: s.memory(), signatures: signatures, signature: signature}
}

// signature is the CPU time that Go takes for one signature by RS256.
func signature() time.Duration {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	check(err)
	digest := sha256.Sum256([]byte("a token"))
	sign := func() {
		_, err := rsa.SignPKCS1v15(nil, key, crypto.SHA256, digest[:])
		check(err)
	}
	sign()
	const times = 500
	var before, after syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &before))
	for range times {
		sign()
	}
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &after))
	return time.Duration(after.Utime.Nano()+after.Stime.Nano()-before.Utime.Nano()-before.Stime.Nano()) / times
}

func ours(binary string) figures {
	home, err := os.MkdirTemp("", "latchkey-bench-")
	check(err)
	defer os.RemoveAll(home)
	port := freePort()
	command := func() *exec.Cmd {
		cmd := exec.Command(binary, "practice", "--json", "--listen", port)
		cmd.Env = append(os.Environ(), "LATCHKEY_HOME="+home)
		return cmd
	}
	s := start(command())
	var info practiceInfo
	check(json.Unmarshal([]byte(s.line()), &info))
	f := s.measure(newPracticeClient(info).signIn, signature())
	s.stop()

	f.again = firstPage(command, info)
	check(os.RemoveAll(home)) // a start as a test has it: nothing but the keys is there
	check(os.Mkdir(home, 0o700))
	firstPage(command, info)
	f.first = firstPage(command, info)
	return f
}

// firstPage is the median of the times from the process to the first page, which is asked
// for until somebody listens.
func firstPage(command func() *exec.Cmd, info practiceInfo) time.Duration {
	address := info.Authority + "/oauth2/v2.0/authorize?" + authorizeQuery(info).Encode()
	var times []time.Duration
	for range starts {
		began := time.Now()
		s := start(command())
		waitForPage(address)
		times = append(times, time.Since(began))
		s.stop()
	}
	slices.Sort(times)
	return times[len(times)/2]
}

func peer(dir string) figures {
	cmd := exec.Command("node", "server.mjs")
	cmd.Dir = dir
	s := start(cmd)
	defer s.stop()
	var ready struct {
		Issuer    string `json:"issuer"`
		Signature int64  `json:"signature"` // microseconds
	}
	check(json.Unmarshal([]byte(s.line()), &ready))
	return s.measure(newPeerClient(ready.Issuer).signIn, time.Duration(ready.Signature)*time.Microsecond)
}

func freePort() string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	check(err)
	return "localhost:" + port
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
