//go:build linux

package app_test

import (
	"bufio"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"software.sslmate.com/src/go-pkcs12"

	"latchkey/app/pattern"
)

// typeCode runs `latchkey ARGS` of a sign-in by device code, and types the code on the
// page that it names as $PERSON: with "/decline" for one who says no there, with "/late"
// for one who comes when the code has expired.
func typeCode() {
	cmd := exec.Command("latchkey", os.Args[1:]...)
	if os.Getenv("TTY") != "" {
		cmd = inTerminal(os.Args[1:])
	}
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	must(err)
	must(cmd.Start())
	lines := bufio.NewReader(io.TeeReader(out, os.Stdout))
	address, code := shownCode(lines)
	note("secret", code)
	if _, behaviour, _ := strings.Cut(os.Getenv("PERSON"), "/"); behaviour == "late" {
		must(exec.Command("control", "advance", "16m").Run())
	} else {
		must(os.Setenv("USERCODE", code))
		end, err := signInAs(os.Getenv("PERSON"), address)
		note("text", end.Text)
		must(err)
	}
	_, err = io.Copy(io.Discard, lines)
	must(err)
	if err := cmd.Wait(); err != nil {
		os.Exit(cmd.ProcessState.ExitCode())
	}
}

// userCode is how a code is shown to people.
var userCode = pattern.Lazy(`^[A-Z2-9]{3} [A-Z2-9]{3} [A-Z2-9]{3}$`)

// shownCode reads the address and the code, for people or as JSON.
func shownCode(lines *bufio.Reader) (address, code string) {
	for !userCode().MatchString(code) {
		line, err := lines.ReadString('\n')
		must(err)
		if strings.HasPrefix(line, "{") {
			var shown struct{ VerificationURL, UserCode string }
			must(json.Unmarshal([]byte(line), &shown))
			return shown.VerificationURL, shown.UserCode
		}
		if code = strings.TrimSpace(line); strings.HasPrefix(code, "http://") {
			address = code
		}
	}
	return address, strings.Join(strings.Fields(code), "")
}

// inTerminal is `latchkey ARGS` in a terminal of its own (script, of Debian's essential
// bsdutils).
func inTerminal(args []string) *exec.Cmd {
	line := "exec latchkey"
	for _, arg := range args {
		line += " '" + arg + "'"
	}
	return exec.Command("script", "-qec", line, "/dev/null")
}

// typeSecret runs `latchkey ARGS` in a terminal of its own, types $ANSWER when it asks
// for something that is not shown, and prints what the terminal showed.
func typeSecret() {
	answer, err := os.ReadFile(os.Getenv("ANSWER"))
	must(err)
	cmd := inTerminal(os.Args[1:])
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	must(err)
	out, err := cmd.StdoutPipe()
	must(err)
	must(cmd.Start())
	shown := bufio.NewReader(io.TeeReader(out, os.Stdout))
	for asked := ""; !strings.HasSuffix(asked, "(it is not shown): "); {
		b, err := shown.ReadByte()
		must(err)
		asked += string(b)
	}
	fmt.Fprint(in, strings.TrimSpace(string(answer)), "\r")
	_, err = io.Copy(io.Discard, shown)
	must(err)
	if err := cmd.Wait(); err != nil {
		os.Exit(cmd.ProcessState.ExitCode())
	}
}

// certificates makes good.pfx, expired.pfx and other.pfx with the passphrase in
// passphrase.token, good.pem with the key in the clear, and public.pem without it.
func certificates() {
	const passphrase = "Correct-Horse-Battery"
	note("secret", passphrase)
	write := func(name string, data []byte) { must(os.WriteFile(name, data, 0o600)) }
	write("passphrase.token", []byte(passphrase+"\n"))
	write("wrong.txt", []byte("wrong horse\n"))
	year := 365 * 24 * time.Hour
	for name, end := range map[string]time.Duration{"good": year, "expired": -time.Hour, "other": year} {
		key, certificate := issue(name, end)
		file, err := pkcs12.Modern2023.Encode(key, certificate, nil, passphrase)
		must(err)
		write(name+".pfx", file)
		if name != "good" {
			continue
		}
		public := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Raw})
		private, err := x509.MarshalPKCS8PrivateKey(key)
		must(err)
		write("public.pem", public)
		write("good.pem", append(public, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})...))
	}
}

// issue makes a certificate that signs itself.
func issue(name string, end time.Duration) (*rsa.PrivateKey, *x509.Certificate) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	must(err)
	now := time.Now()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: name + ".service.example"},
		NotBefore: now.Add(-48 * time.Hour), NotAfter: now.Add(end),
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	must(err)
	certificate, err := x509.ParseCertificate(raw)
	must(err)
	return key, certificate
}

// labPerson is person at the pages of a lab: a practice tenant behind TLS, in a home of
// its own.
func labPerson() {
	must(os.Setenv("LATCHKEY_HOME", os.Getenv("LAB_HOME")))
	person()
}

// authorities vouch for a lab; nil are the system's.
func authorities() *x509.CertPool {
	name := os.Getenv("LAB_CA")
	if name == "" || os.Getenv("LATCHKEY_HOME") != os.Getenv("LAB_HOME") {
		return nil
	}
	data, err := os.ReadFile(name)
	must(err)
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(data)
	return pool
}

// lab is a command of the scripts: it starts `latchkey practice --tls`, with more flags where
// there are any, in a home of its own, until the script ends, and sets $LAB_HOST, $LAB_CA, $LAB_CLIENT and $LAB_HOME.
func lab(ts *testscript.TestScript, neg bool, flags []string) {
	home := ts.MkAbs("lab")
	cmd := exec.Command("latchkey", append([]string{"practice", "--tls", "--json"}, flags...)...)
	cmd.Env = []string{"PATH=" + ts.Getenv("PATH"), "HOME=" + home, "LATCHKEY_HOME=" + home}
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	ts.Defer(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	ts.Check(err)
	var info struct{ TLSAuthority, CAFile, ClientID string }
	ts.Check(json.Unmarshal([]byte(line), &info))
	host, _, _ := strings.Cut(strings.TrimPrefix(info.TLSAuthority, "https://"), "/")
	ts.Setenv("LAB_HOST", host)
	ts.Setenv("LAB_CA", info.CAFile)
	ts.Setenv("LAB_CLIENT", info.ClientID)
	ts.Setenv("LAB_HOME", home)
	if neg {
		ts.Fatalf("a lab cannot fail")
	}
}

// occupy is a command of the scripts: another program that listens on a port.
func occupy(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: occupy PORT")
	}
	for _, host := range []string{"127.0.0.1", "::1"} {
		l, err := net.Listen("tcp", net.JoinHostPort(host, args[0]))
		if err == nil { // not every machine has both
			ts.Defer(func() { _ = l.Close() })
		}
	}
}
