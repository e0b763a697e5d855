package discovery

import (
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"latchkey/app/problem"
)

const whole = `{"@odata.context":"https://globaldisco.crm.dynamics.com/api/discovery/v2.0/$metadata#Instances","value":[
 {"ApiUrl":"https://contoso.api.crm4.dynamics.com","DatacenterId":"d1","DatacenterName":"AMS","EnvironmentId":"e1",
  "FriendlyName":"Contoso \u00fc \"Sales\"","Id":"33333333-3333-3333-3333-333333333333","IsUserSysAdmin":true,
  "LastUpdated":"2026-03-01T10:00:00Z","OrganizationType":12,"Purpose":"p","Region":"EMEA","SchemaType":"Full","State":1,
  "StatusMessage":6,"TenantId":"t1","TrialExpirationDate":"2027-01-01T00:00:00Z","UniqueName":"unq1","UrlName":"contoso",
  "Version":"9.2.1","Url":"https://contoso.crm4.dynamics.com/","NewProperty":{"a":[1,{"b":"}]"}],"Id":"x"}}]}`

func TestAllTwentyProperties(t *testing.T) {
	want := Instance{
		ID: "33333333-3333-3333-3333-333333333333", UniqueName: "unq1", URLName: "contoso", FriendlyName: `Contoso ü "Sales"`,
		URL: "https://contoso.crm4.dynamics.com/", APIURL: "https://contoso.api.crm4.dynamics.com", Version: "9.2.1",
		Region: "EMEA", TenantID: "t1", EnvironmentID: "e1", DatacenterID: "d1", DatacenterName: "AMS",
		LastUpdated: "2026-03-01T10:00:00Z", TrialExpirationDate: "2027-01-01T00:00:00Z", Purpose: "p", SchemaType: "Full",
		State: 1, StatusMessage: 6, OrganizationType: 12, IsUserSysAdmin: true,
	}
	for name, r := range map[string]io.Reader{
		"at once":      strings.NewReader(whole),
		"byte by byte": iotest.OneByteReader(strings.NewReader(whole)),
	} {
		list, err := Decode(r)
		if err != nil || len(list) != 1 || list[0] != want {
			t.Errorf("%s: %+v, %v", name, list, err)
		}
	}
	fields := reflect.ValueOf(want)
	for n := range fields.NumField() {
		if fields.Field(n).IsZero() {
			t.Errorf("%s is not looked at", fields.Type().Field(n).Name)
		}
	}
	o := want.Organization()
	if o.URL != "https://contoso.crm4.dynamics.com" || o.APIURL != want.APIURL || o.ID != want.ID || o.UniqueName != "unq1" ||
		o.FriendlyName != want.FriendlyName || o.Version != "9.2.1" || o.Region != "EMEA" || o.TenantID != "t1" || o.EnvironmentID != "e1" {
		t.Errorf("organization %+v", o)
	}
	if !want.Disabled() || (Instance{}).Disabled() {
		t.Error("State 1, and no other, is disabled")
	}
}

func TestNumbersStringsAndNulls(t *testing.T) {
	cases := []struct {
		json string
		want Instance
	}{
		{`{"State":"1","StatusMessage":"6","OrganizationType":"12","IsUserSysAdmin":"True"}`, Instance{State: 1, StatusMessage: 6, OrganizationType: 12, IsUserSysAdmin: true}},
		{`{"State":1.0,"OrganizationType":99999999999,"IsUserSysAdmin":1}`, Instance{IsUserSysAdmin: true}},
		{`{"State":null,"FriendlyName":null,"IsUserSysAdmin":null,"TrialExpirationDate":null}`, Instance{}},
		{`{"Version":9.2,"FriendlyName":true,"UniqueName":{"a":1},"Region":[1]}`, Instance{Version: "9.2", FriendlyName: "true"}},
		{`{"\u0049d":"x"}`, Instance{ID: "x"}},
		{`{"id":"x","ID":"y","":"z"}`, Instance{}},
		{`{"FriendlyName":"\ud800\u0000\u202e<script>"}`, Instance{FriendlyName: "\ufffd\x00\u202e<script>"}},
		{"{\"FriendlyName\":\"\xff\"}", Instance{FriendlyName: "\ufffd"}},
		{"\n{ \t\"Id\" :\r\"x\" , \"Url\":\"y\"\n}", Instance{ID: "x", URL: "y"}},
	}
	for _, c := range cases {
		list, err := Decode(strings.NewReader(`{"value":[` + c.json + `]}`))
		if err != nil || len(list) != 1 || list[0] != c.want {
			t.Errorf("%s: %+v, %v", c.json, list, err)
		}
	}
}

func TestEmptyListIsNoError(t *testing.T) {
	for _, text := range []string{`{"value":[]}`, `[]`, ` {"@odata.context":"x","value":[ ],"more":1} `} {
		if list, err := Decode(strings.NewReader(text)); err != nil || list == nil || len(list) != 0 {
			t.Errorf("%s: %v, %v", text, list, err)
		}
	}
}

func TestAnswersThatAreNoList(t *testing.T) {
	cases := []struct{ text, code string }{
		{"", "answer-broken-off"},
		{"<html><body>Sign in</body></html>", "answer-not-json"},
		{"\ufeff[]", "answer-not-json"},
		{"null", "answer-unexpected"},
		{"7", "answer-unexpected"},
		{"{}", "answer-unexpected"},
		{`{"value":{}}`, "answer-unexpected"},
		{`{"value":null}`, "answer-unexpected"},
		{`{"value":[7]}`, "answer-unexpected"},
		{`[[]]`, "answer-unexpected"},
		{`[]]`, "answer-not-json"},
		{`[][]`, "answer-unexpected"},
		{`[{"Id":"x"} {"Id":"y"}]`, "answer-not-json"},
		{`[{"Id":x}]`, "answer-not-json"},
		{`{"value":[],"value":[]}`, "answer-ambiguous"},
		{`[{"Id":"x","Id":"y"}]`, "answer-ambiguous"},
		{`[{"Url":"x","\u0055rl":"y"}]`, "answer-ambiguous"},
		{`[{"State":0,"State":0}]`, "answer-ambiguous"},
	}
	for _, c := range cases {
		list, err := Decode(strings.NewReader(c.text))
		wantCode(t, err, problem.Network, c.code)
		if list != nil {
			t.Errorf("%s: a list and an error", c.text)
		}
	}
}

func TestEveryTruncationIsNoticed(t *testing.T) {
	for n := range len(whole) {
		_, err := Decode(strings.NewReader(whole[:n]))
		var p *problem.Problem
		if !errors.As(err, &p) || p.Code != "answer-broken-off" {
			t.Fatalf("cut after %d bytes: %v", n, err)
		}
	}
}

func TestTheReadersOwnProblemComesThrough(t *testing.T) {
	mine := problem.New(problem.Network, "answer-too-large")
	_, err := Decode(io.MultiReader(strings.NewReader(`[{"Id":`), iotest.ErrReader(mine)))
	if !errors.Is(err, mine) {
		t.Errorf("error %v", err)
	}
}

func TestLongTextIsCutAtACharacter(t *testing.T) {
	long := strings.Repeat("ü", MaxText)
	list, err := Decode(strings.NewReader(`[{"FriendlyName":"x` + long + `","Version":"` + long + `\n"}]`))
	if err != nil {
		t.Fatal(err)
	}
	for _, got := range []string{list[0].FriendlyName, list[0].Version} {
		if len(got) > MaxText || len(got) < MaxText-3 || !utf8.ValidString(got) {
			t.Errorf("%d bytes, valid %t", len(got), utf8.ValidString(got))
		}
	}
}

func TestManyInstances(t *testing.T) {
	list, err := Decode(strings.NewReader(string(manyInstances(2000))))
	if err != nil || len(list) != 2000 || list[1999].URLName != "contoso-1999" || list[7].OrganizationType != 7 {
		t.Errorf("%d instances, %v", len(list), err)
	}
}

func TestTooManyInstancesAreRefused(t *testing.T) {
	list := "[" + strings.Repeat("{},", MaxInstances-1) + "{}"
	if _, err := Decode(strings.NewReader(list + "]")); err != nil {
		t.Errorf("the most allowed: %v", err)
	}
	_, err := Decode(strings.NewReader(list + ",{}]"))
	wantCode(t, err, problem.Network, "answer-too-large")
}

func FuzzDiscovery(f *testing.F) {
	for _, s := range []string{whole, `[]`, `{"value":[{"Id":"x","State":"1"}]}`, `[{"A":"\\\"","Id":null}]`, `[{"Id":[{"]":"}"}]}]`, "[{\"Id\":\"\xff\"}]"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := Decode(strings.NewReader(string(data)))
		if err != nil {
			var p *problem.Problem
			if !errors.As(err, &p) || list != nil {
				t.Fatalf("error %v with %d instances", err, len(list))
			}
			return
		}
		if !json.Valid(data) {
			t.Fatal("accepted what is no JSON")
		}
		for n, ids := range theirIDs(t, data) {
			if len(ids) <= MaxText && list[n].ID != ids {
				t.Errorf("instance %d has ID %q, encoding/json reads %q", n, list[n].ID, ids)
			}
		}
		for _, i := range list {
			if !utf8.ValidString(i.FriendlyName) || len(i.FriendlyName) > MaxText {
				t.Errorf("name %q", i.FriendlyName)
			}
		}
	})
}

// theirIDs reads the texts of the Ids with encoding/json, for comparison.
func theirIDs(t *testing.T, data []byte) []string {
	var list []map[string]any
	if json.Unmarshal(data, &list) != nil {
		var envelope map[string]json.RawMessage
		if json.Unmarshal(data, &envelope) != nil || json.Unmarshal(envelope["value"], &list) != nil {
			t.Fatal("accepted what encoding/json refuses")
		}
	}
	var ids []string
	for _, m := range list {
		id, ok := m["Id"].(string)
		if !ok && m["Id"] != nil {
			return nil // numbers are kept as they are written
		}
		ids = append(ids, id)
	}
	return ids
}

func wantCode(t *testing.T, err error, kind problem.Kind, code string) *problem.Problem {
	t.Helper()
	var p *problem.Problem
	if !errors.As(err, &p) || p.Kind != kind || p.Code != code {
		t.Fatalf("error %v, want %s: %s", err, kind, code)
	}
	return p
}
