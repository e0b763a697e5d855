package entra

import (
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/practice/entra/token"
)

// cause makes the engine answer with an error, in the way that errorCodes describes.
type cause func(g *rig) seen

// seen is where an error came to light.
type seen struct {
	page  *browser       // a page that stays in the browser
	back  *browser       // a redirect to the client
	reply map[string]any // JSON
}

func (g *rig) edited(edit func(*directory.App)) *rig {
	g.Helper()
	a := g.Apps()[0]
	edit(&a)
	if _, err := g.PutApp(a); err != nil {
		g.Fatal(err)
	}
	return g
}

func (g *rig) person(local string, edit func(*directory.Person)) *rig {
	g.Helper()
	p, err := g.Person(local + "@" + aadsts.ContosoDomain)
	if err == nil {
		edit(&p)
		err = g.PutPerson(p)
	}
	if err != nil {
		g.Fatal(err)
	}
	return g
}

func (g *rig) ruledBy(p directory.Policies) *rig {
	g.Helper()
	if err := g.SetPolicies(p); err != nil {
		g.Fatal(err)
	}
	return g
}

// typed asks for tokens with user name and password.
func (g *rig) typed(local string, more ...string) seen {
	g.Helper()
	pairs := []string{"grant_type", "password", "username", local + "@" + aadsts.ContosoDomain, "scope", contosoURL + "/user_impersonation openid offline_access"}
	if p := g.User(local + "@" + aadsts.ContosoDomain); p != nil {
		pairs = append(pairs, "password", g.passwordOf(local))
	}
	return g.reply(append(pairs, more...)...)
}

func (g *rig) reply(pairs ...string) seen {
	g.Helper()
	_, answer := g.tokens(pairs...)
	return seen{reply: answer}
}

func (g *rig) redemption(more ...string) seen {
	g.Helper()
	_, answer := g.redeemed(g.code(), more...)
	return seen{reply: answer}
}

// pass issues pass@ a pass for an hour, which is good once.
func (g *rig) pass() string {
	g.Helper()
	pass, err := g.IssuePass("pass@"+aadsts.ContosoDomain, 60, true)
	if err != nil {
		g.Fatal(err)
	}
	return pass
}

// passes types a pass of pass@.
func (g *rig) passes(pass string) seen {
	g.Helper()
	return seen{page: g.browser().open(asks()).send("loginfmt", "pass@"+aadsts.ContosoDomain).send("accesspass", pass)}
}

func (g *rig) opens(changes ...string) seen { return seen{page: g.browser().open(asks(changes...))} }

func (g *rig) asksFor(changes ...string) seen {
	return seen{back: g.browser().open(asks(changes...))}
}

// refreshToken is of a sign-in without a second factor.
func (g *rig) refreshToken() string {
	g.Helper()
	_, answer := g.redeemed(g.code())
	token, _ := answer["refresh_token"].(string)
	return token
}

func (g *rig) refreshing(token string) seen {
	g.Helper()
	return g.reply("grant_type", "refresh_token", "refresh_token", token)
}

func (g *rig) ahead(d time.Duration) *rig {
	g.Helper()
	if err := g.AdvanceClock(d); err != nil {
		g.Fatal(err)
	}
	return g
}

func (g *rig) webClient(secret string) seen {
	g.Helper()
	return g.webOf(directory.IntegrationCloudID, secret)
}

func (g *rig) webOf(id, secret string) seen {
	g.Helper()
	return g.reply("grant_type", "client_credentials", "client_id", id, "client_secret", secret, "scope", contosoURL+"/.default")
}

var causes = map[int]cause{
	50076: func(g *rig) seen { return g.typed("push") },
	50079: func(g *rig) seen {
		return g.person("password", func(p *directory.Person) { p.MFA = directory.MFAEnforced }).typed("password")
	},
	50034: func(g *rig) seen { return g.typed("nobody", "password", "x") },
	50053: func(g *rig) seen {
		return g.person("password", func(p *directory.Person) { p.Locked = true }).typed("password")
	},
	50055: func(g *rig) seen {
		return g.person("password", func(p *directory.Person) { p.PasswordExpired = true }).typed("password")
	},
	50057: func(g *rig) seen {
		return g.person("password", func(p *directory.Person) { p.Disabled = true }).typed("password")
	},
	50126:  func(g *rig) seen { return g.typed("password", "password", "wrong") },
	500208: func(g *rig) seen { return g.typed("x", "username", "x@"+aadsts.PersonalDomain, "password", "x") },
	90072:  func(g *rig) seen { return g.typed("x", "username", "x@"+aadsts.FederatedDomain, "password", "x") },
	50059: func(g *rig) seen {
		return g.typed("x", "username", "anna", "password", "x", "tenant", "organizations", "client_id", directory.EveryOrganizationID)
	},
	500121: func(g *rig) seen {
		b := g.browser().open(asks()).login("push")
		if err := g.Deny(g.Prompts()[0].ID); err != nil {
			g.Fatal(err)
		}
		return seen{back: b.send().send("answer", "cancel")}
	},
	130503: func(g *rig) seen { return g.passes("wrong") },
	130504: func(g *rig) seen {
		pass := g.pass()
		return g.ahead(time.Hour).passes(pass)
	},
	130507: func(g *rig) seen {
		pass := g.pass()
		g.passes(pass)
		return g.passes(pass)
	},
	530036: func(g *rig) seen {
		token := g.deviceRefreshToken("password")
		if err := g.SetSettings(directory.Settings{BlockDeviceCode: true}); err != nil {
			g.Fatal(err)
		}
		return g.refreshing(token)
	},
	70043: func(g *rig) seen {
		token := g.ruledBy(directory.Policies{SignInHours: 1}).refreshToken()
		return g.ahead(2 * time.Hour).refreshing(token)
	},
	50105: func(g *rig) seen {
		return seen{page: g.edited(func(a *directory.App) { a.AssignmentRequired = true }).browser().open(asks()).login("password")}
	},
	16000: func(g *rig) seen {
		b := g.browser()
		b.open(asks()).login("password").stayed()
		b.open(asks("prompt", "login")).login("consent").stayed()
		return seen{back: b.open(asks("prompt", "none"))}
	},
	50020: func(g *rig) seen {
		return seen{page: g.browser().open(asks("tenant", aadsts.FabrikamDomain, "client_id", directory.EveryOrganizationID, "scope", "openid")).login("password")}
	},
	50194:  func(g *rig) seen { return g.opens("tenant", "common") },
	90002:  func(g *rig) seen { return g.opens("tenant", "adatum.example") },
	90038:  func(g *rig) seen { return g.opens("tenant", aadsts.NationalDomain) },
	50011:  func(g *rig) seen { return g.opens("redirect_uri", "https://example.com/back") },
	500113: func(g *rig) seen { return g.edited(func(a *directory.App) { a.RedirectURIs = nil }).opens() },
	500119: func(g *rig) seen { return g.opens("redirect_uri", "urn:ietf:wg:oauth:2.0:oob") },
	900971: func(g *rig) seen {
		return seen{page: g.browser().open(adminLink("/common/adminconsent", "redirect_uri", ""))}
	},
	700016:  func(g *rig) seen { return g.opens("client_id", "00000000-1111-2222-3333-444444444444") },
	7000112: func(g *rig) seen { return g.edited(func(a *directory.App) { a.Disabled = true }).opens() },
	65002:   func(g *rig) seen { return g.opens("client_id", microsoftOffice) },
	7000218: func(g *rig) seen {
		return g.edited(func(a *directory.App) { a.Platform = directory.PlatformWeb }).redemption()
	},
	700025:  func(g *rig) seen { return g.redemption("client_secret", "x") },
	7000215: func(g *rig) seen { return g.webClient(g.registered(directory.IntegrationCloudID).Secrets[0].ID) },
	7000222: func(g *rig) seen { return g.webClient(g.registered(directory.IntegrationCloudID).Secrets[1].Value) },
	700054:  func(g *rig) seen { return g.asksFor("response_type", "id_token") },
	700051:  func(g *rig) seen { return g.asksFor("response_type", "token") },
	501481:  func(g *rig) seen { return g.redemption("code_verifier", strings.Repeat("v", 43)) },
	9002313: func(g *rig) seen { return g.redemption("code", "half a code") },
	900144:  func(g *rig) seen { return g.redemption("grant_type", "") },
	54005: func(g *rig) seen {
		code := g.code()
		g.redeemed(code)
		_, answer := g.redeemed(code)
		return seen{reply: answer}
	},
	70008: func(g *rig) seen {
		code := g.code()
		_, answer := g.ahead((codeSeconds + 1) * time.Second).redeemed(code)
		return seen{reply: answer}
	},
	700082: func(g *rig) seen {
		token := g.refreshToken()
		return g.ahead((directory.RefreshIdle + 1) * time.Second).refreshing(token)
	},
	50173: func(g *rig) seen {
		token := g.refreshToken()
		g.person("password", func(p *directory.Person) { p.Password = "another-Password-for-Paul-1" })
		return g.refreshing(token)
	},
	50058: func(g *rig) seen { return g.asksFor("prompt", "none") },
	65001: func(g *rig) seen { return g.typed("consent") },
	65004: func(g *rig) seen {
		return seen{back: g.browser().open(asks()).login("consent").stayed().send("answer", "cancel")}
	},
	650056: func(g *rig) seen {
		g.edited(func(a *directory.App) { a.NoPermissions = true })
		return seen{page: g.browser().open(asks("scope", contosoURL+"/.default")).login("password").stayed()}
	},
	650057: func(g *rig) seen {
		return seen{page: g.edited(func(a *directory.App) { a.NoPermissions = true }).browser().open(asks()).login("password").stayed()}
	},
	90094: func(g *rig) seen { return seen{page: g.browser().open(asks()).login("approval").stayed()} },
	90095: func(g *rig) seen {
		return seen{page: g.ruledBy(directory.Policies{ConsentRequests: true}).browser().open(asks()).login("approval").stayed()}
	},
	500011: func(g *rig) seen { return g.asksFor("scope", "https://adatum.crm4.practice.localhost/.default") },
	50001:  func(g *rig) seen { return seen{back: g.browser().open(asksV1("resource", "dataverse"))} },
	70011:  func(g *rig) seen { return g.asksFor("scope", contosoURL) },
	901002: func(g *rig) seen { return g.asksFor("resource", contosoURL) },
	70016: func(g *rig) seen {
		_, d := g.device()
		_, answer := g.poll(d["device_code"])
		return seen{reply: answer}
	},
	70018: func(g *rig) seen {
		_, answer := g.poll("never given out")
		return seen{reply: answer}
	},
	70019: func(g *rig) seen {
		_, d := g.device()
		b := g.browser().open(token.DevicePath).send("otc", d["user_code"].(string)).login("password").stayed()
		g.ahead((directory.DeviceSeconds + 1) * time.Second)
		return seen{page: b.send()}
	},
}

// byRuleOf is how a rule causes an error where a program asks without a browser.
func byRuleOf(word string) cause {
	return func(g *rig) seen {
		return g.ruledBy(directory.Policies{Rules: []directory.Rule{{Name: "test", Users: []string{"password@" + aadsts.ContosoDomain}, Ways: []string{directory.WayPassword}, Then: word}}}).typed("password")
	}
}
