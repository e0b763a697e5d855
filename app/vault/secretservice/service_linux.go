package secretservice

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/godbus/dbus/v5"
)

// Options say how a Service starts. The zero value is an unlocked keyring.
type Options struct {
	// Locked starts with a keyring that is there and locked.
	Locked bool
	// Empty starts without any keyring, as for a user who never had one.
	Empty bool
	// BusOnly starts the bus and no keyring daemon.
	BusOnly bool
}

// Password is the keyring's password.
const Password = "correct horse"

// patience bounds each step of starting and stopping.
const patience = 10 * time.Second

// Service is a running bus, with a keyring daemon unless Options.BusOnly.
type Service struct {
	// Address is the bus's address.
	Address string

	dir     string
	control string // the daemon's control socket; short, as socket paths have to be
	bus     *child
	keyring *child
}

// Start starts a Service below an existing directory. The error says in one line
// what to install when something is missing.
func Start(dir string, o Options) (*Service, error) {
	for _, program := range []string{"dbus-daemon", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			return nil, fmt.Errorf("%s is missing: apt-get install -y --no-install-recommends gnome-keyring dbus libsecret-tools", program)
		}
	}
	control, err := os.MkdirTemp("", "keyring-")
	if err != nil {
		return nil, err
	}
	s := &Service{dir: dir, control: control}
	for _, sub := range []string{"data", "cache", "config", "run"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o700); err != nil {
			return nil, errors.Join(err, s.Close())
		}
	}
	if err := s.start(o); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Service) start(o Options) error {
	if err := s.startBus(); err != nil || o.BusOnly {
		return err
	}
	if !o.Empty {
		if err := s.startKeyring(true); err != nil || !o.Locked {
			return err
		}
		if err := s.stopKeyring(); err != nil {
			return err
		}
	}
	return s.startKeyring(false)
}

// Env is the environment, as KEY=VALUE, of a program that is to use the Service and
// to keep nothing outside its directory. It has no display.
func (s *Service) Env() []string {
	return []string{
		"HOME=" + s.dir,
		"XDG_DATA_HOME=" + filepath.Join(s.dir, "data"),
		"XDG_CACHE_HOME=" + filepath.Join(s.dir, "cache"),
		"XDG_CONFIG_HOME=" + filepath.Join(s.dir, "config"),
		"XDG_RUNTIME_DIR=" + filepath.Join(s.dir, "run"),
		"DBUS_SESSION_BUS_ADDRESS=" + s.Address,
	}
}

// environ is the process's own environment with Env's in front of it and without a
// display: a keyring that could prompt would.
func (s *Service) environ() []string {
	own := s.Env()
	for _, e := range os.Environ() {
		key, _, _ := strings.Cut(e, "=")
		switch {
		case key == "DISPLAY", key == "WAYLAND_DISPLAY", key == "GNOME_KEYRING_CONTROL":
		case key == "HOME", strings.HasPrefix(key, "XDG_"), strings.HasPrefix(key, "DBUS_"):
		default:
			own = append(own, e)
		}
	}
	return own
}

func (s *Service) startBus() error {
	config := filepath.Join(s.dir, "bus.conf")
	if err := os.WriteFile(config, []byte(busConfig), 0o600); err != nil {
		return err
	}
	bus, err := s.run("", "dbus-daemon", "--config-file="+config,
		"--nofork", "--nopidfile", "--nosyslog", "--print-address=1")
	if err != nil {
		return err
	}
	s.bus = bus
	s.Address, err = bus.firstLine()
	return err
}

// busConfig is a session bus that starts no services: a prompter or a second
// keyring from the machine's service files has no business here. It chooses its own
// socket, because a path below a test's directory may be longer than a socket's can be.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`

// startKeyring starts the daemon and waits until it serves.
func (s *Service) startKeyring(unlock bool) error {
	args := []string{"--foreground", "--components=secrets", "--control-directory=" + s.control}
	password := ""
	if unlock {
		args, password = append(args, "--unlock"), Password
	}
	keyring, err := s.run(password, "gnome-keyring-daemon", args...)
	if err != nil {
		return err
	}
	s.keyring = keyring
	return s.awaitOwner(true)
}

func (s *Service) stopKeyring() error {
	err := s.keyring.stop()
	s.keyring = nil
	return errors.Join(err, s.awaitOwner(false))
}

// awaitOwner waits until the Secret Service's name is owned, or no longer is.
func (s *Service) awaitOwner(owned bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	conn, err := dbus.Connect(s.Address, dbus.WithContext(ctx))
	if err != nil {
		return err
	}
	defer conn.Close()
	changes := make(chan *dbus.Signal, 16)
	conn.Signal(changes)
	err = conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface("org.freedesktop.DBus"),
		dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, secretsName))
	if err != nil {
		return err
	}
	for {
		var has bool
		err := conn.BusObject().CallWithContext(ctx, "org.freedesktop.DBus.NameHasOwner", 0, secretsName).Store(&has)
		if err != nil || has == owned {
			return err
		}
		select {
		case <-changes:
		case <-ctx.Done():
			return fmt.Errorf("waiting for %s, owned %t: %w", secretsName, owned, ctx.Err())
		}
	}
}

// Close ends both daemons and waits for them.
func (s *Service) Close() error {
	var err error
	for _, c := range []*child{s.keyring, s.bus} {
		if c != nil {
			err = errors.Join(err, c.stop())
		}
	}
	s.keyring, s.bus = nil, nil
	return errors.Join(err, os.RemoveAll(s.control))
}

// child is a daemon under a shell that ends it when the pipe to the shell closes.
type child struct {
	cmd    *exec.Cmd
	pipe   io.WriteCloser
	output *bufio.Reader
	errors *bytes.Buffer
}

// watch runs "$@" with the first line of its own input as input, and ends it at the
// end of that input. Its own end of the output is closed, so that the output ends
// with the daemon.
const watch = `IFS= read -r first
printf %s "$first" | "$@" &
daemon=$!
exec >&-
cat >/dev/null 2>&1
kill "$daemon" 2>/dev/null
wait "$daemon" 2>/dev/null
exit 0`

// run starts a daemon with some text on its standard input.
func (s *Service) run(input, program string, args ...string) (*child, error) {
	cmd := exec.Command("sh", append([]string{"-c", watch, "sh", program}, args...)...)
	cmd.Env = s.environ()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that stop can kill both
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	complaints := new(bytes.Buffer)
	cmd.Stderr = complaints
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	c := &child{cmd, pipe, bufio.NewReader(output), complaints}
	if _, err := io.WriteString(pipe, input+"\n"); err != nil {
		return nil, errors.Join(err, c.stop())
	}
	return c, nil
}

// firstLine waits for the first line that a daemon prints.
func (c *child) firstLine() (string, error) {
	line, err := c.output.ReadString('\n')
	if err != nil {
		_ = c.stop() // the buffer is complete once the shell has ended
		return "", fmt.Errorf("%s said nothing but %q: %w", c.cmd.Args[4], c.errors, err)
	}
	return strings.TrimSpace(line), nil
}

// stop closes the pipe, waits for the daemon to end, and kills it when it does
// not.
func (c *child) stop() error {
	_ = c.pipe.Close()
	kill := time.AfterFunc(patience, func() { _ = syscall.Kill(-c.cmd.Process.Pid, syscall.SIGKILL) })
	defer kill.Stop()
	_, _ = io.Copy(io.Discard, c.output)
	return c.cmd.Wait()
}
