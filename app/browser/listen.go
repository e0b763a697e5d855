package browser

import (
	"fmt"
	"net"
	"strconv"

	"latchkey/app/problem"
)

// freePortTries is how many free ports are tried until one is free in both families.
const freePortTries = 10

// listen takes one port on 127.0.0.1 and on ::1, and returns the values of Host
// that belong to it, the one to show first. A machine that lacks one of the
// families is served on the other.
func listen(address string) ([]net.Listener, []string, error) {
	name, port, err := parseListen(address)
	if err != nil {
		return nil, nil, err
	}
	families := usableFamilies()
	tries := 1
	if port == 0 {
		tries = freePortTries
	}
	var failure error
	for range tries {
		listeners, err := listenAll(families, port)
		if err == nil {
			return listeners, hostsOf(listeners, name), nil
		}
		failure = err
	}
	return nil, nil, problem.New(problem.Network, "listen-failed").
		With("address", address).Because(failure)
}

// parseListen accepts loopback only: an empty host or 0.0.0.0 would open Latchkey
// to the network.
func parseListen(address string) (name string, port int, err error) {
	if address == "" {
		return "", 0, nil
	}
	name, text, err := net.SplitHostPort(address)
	if err == nil {
		port, err = parsePort(text)
	}
	if err == nil {
		switch name {
		case "127.0.0.1", "::1", "localhost":
			return name, port, nil
		}
		err = fmt.Errorf("%q is not a loopback address", name)
	}
	return "", 0, problem.New(problem.Input, "listen-not-loopback").
		At("listen").With("address", address).Because(err)
}

func parsePort(text string) (int, error) {
	n, err := strconv.ParseUint(text, 10, 16)
	return int(n), err
}

// usableFamilies asks the machine, because the error for a missing family differs
// between systems. When none answers, both are returned, for their error.
func usableFamilies() []string {
	var usable []string
	for _, ip := range []string{"127.0.0.1", "::1"} {
		l, err := net.Listen("tcp", net.JoinHostPort(ip, "0"))
		if err == nil {
			_ = l.Close()
			usable = append(usable, ip)
		}
	}
	if usable == nil {
		return []string{"127.0.0.1", "::1"}
	}
	return usable
}

// listenAll takes the same port in every family, or none: another program on the
// other family's port would be mistaken for Latchkey.
func listenAll(families []string, port int) ([]net.Listener, error) {
	var all []net.Listener
	for _, ip := range families {
		l, err := net.Listen("tcp", net.JoinHostPort(ip, strconv.Itoa(port)))
		if err != nil {
			for _, taken := range all {
				_ = taken.Close()
			}
			return nil, err
		}
		all = append(all, l)
		port = l.Addr().(*net.TCPAddr).Port
	}
	return all, nil
}

// hostsOf lists the exact values of Host. Browsers leave out port 80.
func hostsOf(listeners []net.Listener, name string) []string {
	var hosts []string
	port := listeners[0].Addr().(*net.TCPAddr).Port
	names := make([]string, 0, len(listeners)+1)
	if name == "localhost" {
		names = append(names, name)
	}
	for _, l := range listeners {
		names = append(names, l.Addr().(*net.TCPAddr).IP.String())
	}
	for _, n := range names {
		host := net.JoinHostPort(n, strconv.Itoa(port))
		if port == 80 {
			hosts = append(hosts, host[:len(host)-len(":80")])
		}
		hosts = append(hosts, host)
	}
	return hosts
}
