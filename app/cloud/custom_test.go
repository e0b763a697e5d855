package cloud

import (
	"testing"

	"latchkey/app/problem"
)

func lab() Hosts {
	return Hosts{Authority: "login.lab.example", Discovery: "disco.lab.example:8443", Organizations: []string{"*.crm.lab.example"}}
}

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return problem.From(err).Code
}

func TestOnlyOrganizationsMayBeMany(t *testing.T) {
	for name, c := range map[string]struct {
		edit func(*Hosts)
		code string
	}{
		"as it is":                 {func(*Hosts) {}, ""},
		"any authority":            {func(h *Hosts) { h.Authority = "*.lab.example" }, "custom-cloud-host"},
		"any discovery":            {func(h *Hosts) { h.Discovery = "https://*.lab.example/" }, "custom-cloud-host"},
		"a star inside":            {func(h *Hosts) { h.Organizations = []string{"crm.*.example"} }, "custom-cloud-host"},
		"a genuine organization":   {func(h *Hosts) { h.Organizations = []string{"*.crm4.dynamics.com"} }, "custom-cloud-genuine"},
		"no organizations":         {func(h *Hosts) { h.Organizations = nil }, "custom-cloud-host-missing"},
		"no authority":             {func(h *Hosts) { h.Authority = "" }, "custom-cloud-host-missing"},
		"a certificate in no form": {func(h *Hosts) { h.CA = "x" }, "custom-cloud-ca"},
	} {
		h := lab()
		c.edit(&h)
		if _, err := h.Cloud(); codeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACustomCloudSaysWhoseAddressItIs(t *testing.T) {
	c, err := lab().Cloud()
	if err != nil {
		t.Fatal(err)
	}
	for text, code := range map[string]string{
		"contoso.crm.lab.example/x":         "",
		"https://contoso.crm4.dynamics.com": "organization-url-other-cloud",
		"https://crm.lab.example":           "organization-url-unknown",
	} {
		if _, err := c.Organization(text); codeOf(err) != code {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestACustomCloudsNameIsLongEnoughToBeItsOwn(t *testing.T) {
	c, err := lab().Cloud()
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Key()) != len("custom-")+32 {
		t.Errorf("key %q", c.Key())
	}
}

func TestRealCloudsHaveTheirPortals(t *testing.T) {
	for _, c := range All() {
		if c.ID.IsReal() != (c.ID != Practice) || c.ID.IsReal() != (c.EntraPortal != "") || c.ID.IsReal() != (c.AzurePortal != "") {
			t.Errorf("%s: real %t, portals %q and %q", c.ID, c.ID.IsReal(), c.EntraPortal, c.AzurePortal)
		}
	}
	if Custom.IsReal() || ID("").IsReal() {
		t.Error("what nobody described is real")
	}
}
