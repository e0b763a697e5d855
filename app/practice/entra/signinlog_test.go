package entra

import (
	"slices"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// logged is the log without its first rows, as "way user code application", and what they say.
func (g *rig) logged(after int) (list []string, whys string) {
	for _, row := range g.SignIns()[after:] {
		local, _, _ := strings.Cut(row.User, "@")
		list = append(list, strings.TrimSpace(row.Way+" "+local+" "+aadsts.Refuse("", row.Code, "").Name()))
		whys += row.Why + "\n"
		if row.Application == "" || row.Tenant == "" || !aadsts.IsGUID(row.Correlation) || row.Time.IsZero() || row.Why == "" {
			g.Errorf("an unfinished row: %+v", row)
		}
	}
	return list, whys
}

func (g *rig) logs(after int, why string, want ...string) {
	g.Helper()
	if list, whys := g.logged(after); !slices.Equal(list, want) || !strings.Contains(whys, why) {
		g.Errorf("the log has %q, want %q; it says %q, want %q", list, want, whys, why)
	}
}

// byPassword signs in without a browser.
func (g *rig) byName(local, password string) (int, map[string]any) {
	return g.tokens("grant_type", "password", "username", local+"@"+aadsts.ContosoDomain, "password", password, "scope", contosoURL+"/.default offline_access")
}

func TestTheLogHasSignInsWithoutABrowser(t *testing.T) {
	for name, c := range map[string]struct {
		local, password, want, why string
		rule                       []directory.Rule
	}{
		"granted":       {"password", "", "AADSTS0", "the password was right", nil},
		"wrong":         {"password", "x", "AADSTS50126", "invalid username or password", nil},
		"nobody":        {"nobody", "x", "AADSTS50034", "does not exist", nil},
		"second factor": {"push", "", "AADSTS50076", "multi-factor", nil},
		"disabled":      {"disabled", "", "AADSTS50057", "disabled", nil},
		"rule":          {"password", "", "AADSTS53003", "Rule 'Browsers only': Access has been blocked", []directory.Rule{{Name: "Browsers only", Ways: []string{directory.WayPassword}, Then: "block"}}},
	} {
		t.Run(name, func(t *testing.T) {
			g := newRig(t)
			must(t, g.SetPolicies(directory.Policies{Rules: c.rule}))
			if c.password == "" {
				c.password = g.passwordOf(c.local)
			}
			g.byName(c.local, c.password)
			g.logs(0, c.why, "password "+c.local+" "+c.want)
		})
	}
}

// Clients refresh all the time: only what is refused is in the log.
func TestTheLogHasRefusedRefreshes(t *testing.T) {
	g := newRig(t)
	_, answer := g.byName("password", g.passwordOf("password"))
	_, answer = g.refreshed(answer["refresh_token"])
	g.logs(1, "")
	must(t, g.SetPolicies(directory.Policies{Rules: []directory.Rule{{Name: "Not for long", Ways: []string{directory.WayRefresh}, Then: "block"}}}))
	g.refreshed(answer["refresh_token"])
	g.logs(1, "Rule 'Not for long'", "refresh password AADSTS53003")
	g.refreshed("1.a.b.c")
	g.logs(2, "")
}

func TestTheLogHasApplications(t *testing.T) {
	g := newRig(t)
	g.itself()
	g.itself("client_secret", g.registered(directory.IntegrationCloudID).Secrets[1].Value)
	g.logs(0, "client secret", "application  AADSTS0", "application  AADSTS7000222")
	if rows := g.SignIns(); rows[0].Application != "Integration Cloud" {
		t.Errorf("%+v", rows[0])
	}
	g.itself("client_id", "5d1f0c62-3b8e-4a57-9c40-7e2a1b96f3d9") // nobody's
	g.logs(2, "")
}

func TestTheLogHasDeviceCodes(t *testing.T) {
	g := newRig(t)
	for _, c := range []struct{ answer, want string }{{"", "AADSTS0"}, {"cancel", "AADSTS65004"}} {
		_, d := g.device()
		before := len(g.SignIns())
		g.poll(d["device_code"])
		b := g.browser().open(token.DevicePath).send("otc", d["user_code"].(string)).login("password").stayed()
		b.send("answer", "yes").wants("Are you trying to sign in to") // neither button
		g.poll(d["device_code"])
		g.logs(before, "")
		b.send("answer", c.answer)
		g.poll(d["device_code"])
		g.logs(before, "", "device-code password "+c.want)
	}
}

func TestTheLogHasWhatPagesRefuse(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks())
	b.send("loginfmt", "Summer-2026") // a password in the wrong field
	b.send("loginfmt", "nobody@"+aadsts.ContosoDomain).login("password")
	g.logs(0, "", "browser  AADSTS50034", "browser nobody AADSTS50034")
	b = g.browser().open(asks()).send("loginfmt", "totp@"+aadsts.ContosoDomain)
	for range mostFailures {
		b.send("passwd", "x")
	}
	if rows := g.SignIns()[2:]; len(rows) != mostFailures || rows[0].Code != 50126 || rows[mostFailures-1].Code != 50053 || rows[0].Asked[0] != directory.StepUser {
		t.Errorf("%+v", rows)
	}
	for local, code := range map[string]string{"locked": "AADSTS50053", "expired": "AADSTS50055"} {
		after := len(g.SignIns())
		g.browser().open(asks()).login(local)
		g.logs(after, "", "browser "+local+" "+code)
	}
	after := len(g.SignIns())
	b = g.browser().open(asks()).login("both").open("/" + aadsts.ContosoID + "/nowhere")
	g.logs(after, "")
	b.open(asks("redirect_uri", "http://evil.example")).wants("AADSTS50011")
	b.wants(g.SignIns()[after].Correlation)
	b.open(asks("response_type", "pigeon"))
	g.logs(after, "redirect URI", "browser  AADSTS50011", "browser  AADSTS70005")
}

// The lesson: a report is in the log at once, whether or not the browser is still there.
func TestTheLogHasWhatThePhoneRefuses(t *testing.T) {
	g := newRig(t)
	b := g.browser().open(asks()).login("push")
	must(t, g.Deny(g.Prompts()[0].ID))
	g.logs(0, "denied on the phone", "browser push AADSTS500121")
	b.send().wants("We couldn't sign you in", "AADSTS500121").send("answer", "later").wants("We couldn't sign you in")
	b.send("answer", "")
	must(t, g.Report(g.Prompts()[0].ID))
	b.send().wants("reported as suspicious").send("answer", "cancel").returned()
	g.logs(1, "reported as suspicious", "browser push AADSTS500121")

	b = g.browser().open(asks()).login("call")
	must(t, g.AnswerCall(g.newest().ID, "0#1"))
	g.logs(2, "reported as suspicious", "browser call AADSTS500121")
	b.send().wants("reported as suspicious")

	b = g.browser().open(asks()).login("office")
	g.now = g.now.Add(2 * callSeconds * 1e9)
	b.send().wants("Nobody answered")
	g.logs(3, "Nobody answered", "browser office AADSTS500121")
}
