//go:build linux

package app_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"latchkey/app/practice"
)

// control changes the practice tenant as its administrator, and prints what it counts.
func control() {
	ctx, cancel := context.WithTimeout(context.Background(), commandLimit)
	defer cancel()
	tenant, err := practice.Join(ctx, practice.Options{Dir: filepath.Join(os.Getenv("LATCHKEY_HOME"), "practice")})
	must(err)
	do, ok := map[string]func(context.Context, practice.Control){
		"lifetime": func(ctx context.Context, c practice.Control) {
			set(ctx, c, func(s *practice.Settings) { s.TokenLifetime = duration(os.Args[2]) })
		},
		"blockdevicecode": func(ctx context.Context, c practice.Control) {
			set(ctx, c, func(s *practice.Settings) { s.BlockDeviceCode = os.Args[2] == "on" })
		},
		"rule": func(ctx context.Context, c practice.Control) {
			p, err := c.Policies(ctx)
			must(err)
			p.Rules = nil
			if os.Args[2] != "none" {
				p.Rules = []practice.Rule{{Name: "of the script", Ways: os.Args[3:], Then: os.Args[2]}}
			}
			must(c.SetPolicies(ctx, p))
		},
		"doubleslash": func(ctx context.Context, c practice.Control) {
			set(ctx, c, func(s *practice.Settings) { s.DoubleSlash = os.Args[2] == "on" })
		},
		"organizations": func(ctx context.Context, c practice.Control) {
			count, err := strconv.Atoi(os.Args[2])
			must(err)
			set(ctx, c, func(s *practice.Settings) { s.Organizations = count })
		},
		"advance": func(ctx context.Context, c practice.Control) {
			must(c.AdvanceClock(ctx, duration(os.Args[2])))
		},
		"certificate": func(ctx context.Context, c practice.Control) {
			text, err := os.ReadFile(os.Args[3])
			must(err)
			_, err = c.AddCertificate(ctx, os.Args[2], string(text))
			must(err)
		},
		"password": func(ctx context.Context, c practice.Control) {
			users, err := c.Users(ctx)
			must(err)
			for _, u := range users {
				if u.UserPrincipalName == os.Args[2] {
					note("secret", u.Password)
					fmt.Println(u.Password)
				}
			}
		},
		"secret": printSecret,
		"counts": printCounts,
		"refreshes": func(ctx context.Context, c practice.Control) {
			counts, err := c.Counters(ctx)
			must(err)
			fmt.Printf("refreshes %d refused %d\n", counts["refresh_token"].Granted, counts["refresh_token"].Refused)
		},
		"alarms": func(ctx context.Context, c practice.Control) {
			alarms, err := c.Alarms(ctx)
			must(err)
			fmt.Printf("alarms %d\n", len(alarms))
		},
	}[os.Args[1]]
	if !ok {
		must(errors.New("control does not know " + os.Args[1]))
	}
	do(ctx, tenant.Control())
	must(tenant.Close())
}

func set(ctx context.Context, c practice.Control, change func(*practice.Settings)) {
	s, err := c.Settings(ctx)
	must(err)
	change(&s)
	must(c.SetSettings(ctx, s))
}

func duration(text string) time.Duration {
	d, err := time.ParseDuration(text)
	must(err)
	return d
}

// printSecret prints the client secret of a registration: control secret APP good|expired|id.
func printSecret(ctx context.Context, c practice.Control) {
	apps, err := c.Apps(ctx)
	must(err)
	for _, a := range apps {
		if a.ApplicationID != os.Args[2] || len(a.Secrets) < 2 {
			continue
		}
		value := map[string]string{"good": a.Secrets[0].Value, "expired": a.Secrets[1].Value, "id": a.Secrets[0].ID}[os.Args[3]]
		if os.Args[3] != "id" {
			note("secret", value)
		}
		fmt.Println(value)
		return
	}
	must(errors.New("no secret of " + os.Args[2]))
}

// printCounts prints how often tokens were asked for, all grants together or one.
func printCounts(ctx context.Context, c practice.Control) {
	counts, err := c.Counters(ctx)
	must(err)
	granted, refused := 0, 0
	for name, n := range counts {
		if len(os.Args) < 3 || strings.Contains(name, os.Args[2]) {
			granted, refused = granted+n.Granted, refused+n.Refused
		}
	}
	fmt.Printf("granted %d refused %d\n", granted, refused)
}
