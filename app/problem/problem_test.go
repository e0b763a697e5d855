package problem

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestDetailIsRedactedBoundedAndValid(t *testing.T) {
	p := New(Refused, "refused").Raw("refresh_token=CANARY \xff " + strings.Repeat("é ", 5000))
	if strings.Contains(p.Detail, "CANARY") || len(p.Detail) > 4010 || !utf8.ValidString(p.Detail) {
		t.Errorf("%d bytes: %.60q", len(p.Detail), p.Detail)
	}
	p = New(Storage, "storage").Because(errors.New("write: code=CANARY"))
	if strings.Contains(p.Detail, "CANARY") || p.Detail == "" {
		t.Errorf("%q", p.Detail)
	}
}

func TestTheCauseIsKeptForProgramsAndNotSent(t *testing.T) {
	p := New(Storage, "storage").Because(fmt.Errorf("x: %w", fs.ErrPermission))
	if !errors.Is(p, fs.ErrPermission) {
		t.Error("the cause is lost")
	}
	if got := From(fmt.Errorf("outer: %w", p)); got != p {
		t.Errorf("From gave %v", got)
	}
	if got := From(errors.New("boom")); got.Kind != Internal || got.Code != "internal" || got.Detail != "boom" {
		t.Errorf("From gave %+v", *got)
	}
	if From(nil) != nil {
		t.Error("From made a problem of nothing")
	}
}

func TestJSONCarriesWhatTheScreenNeeds(t *testing.T) {
	p := New(Input, "name-taken").At("name").With("name", "Contoso").When(time.Date(2026, 1, 31, 10, 41, 7, 0, time.FixedZone("", 3600)))
	got, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"kind":"input","code":"name-taken","field":"name","args":{"name":"Contoso"},"time":"2026-01-31T09:41:07Z"}`
	if string(got) != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestFormGathersWhatIsWrongAndLetsWarningsPass(t *testing.T) {
	warning := New(Input, "redirect-uri-foreign").At("redirectUri")
	warning.Warning = true
	if err := Form([]*Problem{warning}); err != nil {
		t.Errorf("a warning stopped the form: %v", err)
	}
	err := Form([]*Problem{warning, New(Input, "name-missing").At("name")})
	p := From(err)
	if p.Code != "form" || len(p.Fields) != 1 || p.Fields[0].Field != "name" {
		t.Errorf("%+v", *p)
	}
	if Form(nil) != nil {
		t.Error("an empty form has a problem")
	}
}
