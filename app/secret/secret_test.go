package secret

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"
)

const canary = "CANARY-value"

// holder holds secrets in the ways in which they get lost: fields, exported and
// not, pointers, slices, maps, interfaces.
type holder struct {
	Token  String
	token  String
	Ptr    *String
	List   []String
	Map    map[string]String
	Any    any
	Nested struct{ Inner String }
}

func full() holder {
	s := New(canary)
	h := holder{Token: s, token: s, Ptr: &s, List: []String{s}, Map: map[string]String{"k": s}, Any: s}
	h.Nested.Inner = s
	return h
}

func TestNoVerbShowsASecret(t *testing.T) {
	s := New(canary)
	for _, verb := range strings.Split("v,+v,#v,s,q,x,X,# x,d,b,o,c,U,e,g,t,p,10s,.3s,-20v,T", ",") {
		for _, value := range []any{s, &s, full(), []any{s}, map[string]any{"k": s}} {
			got := fmt.Sprintf("%"+verb, value)
			if strings.Contains(got, canary) || strings.Contains(strings.ToLower(got), fmt.Sprintf("%x", canary)) {
				t.Errorf("%%%s of %T shows %q", verb, value, got)
			}
		}
	}
	for _, verb := range []string{"v", "+v", "#v", "s", "q", "x", "d"} {
		if got := fmt.Sprintf("%"+verb, s); got != mask {
			t.Errorf("%%%s gives %q", verb, got)
		}
	}
	if got := fmt.Sprint(s) + fmt.Sprintln(s) + fmt.Errorf("x: %v", s).Error() + errors.New(fmt.Sprint(s)).Error(); strings.Contains(got, canary) {
		t.Errorf("%q", got)
	}
}

func TestUnexportedFieldsDoNotShowASecret(t *testing.T) {
	// fmt cannot call methods on unexported fields; it prints what they hold.
	got := fmt.Sprintf("%v %+v %#v %s %q", full(), full(), full(), full(), full())
	if strings.Contains(got, canary) {
		t.Errorf("%s", got)
	}
}

func TestJSONDoesNotShowASecret(t *testing.T) {
	for _, value := range []any{New(canary), full(), []any{New(canary)}} {
		got, err := json.Marshal(value)
		if err != nil || bytes.Contains(got, []byte(canary)) {
			t.Errorf("%s %v", got, err)
		}
	}
	if got, _ := json.Marshal(New(canary)); string(got) != `"***"` {
		t.Errorf("%s", got)
	}
}

func TestLogsDoNotShowASecret(t *testing.T) {
	for name, handler := range map[string]func(*bytes.Buffer) slog.Handler{
		"text": func(b *bytes.Buffer) slog.Handler { return slog.NewTextHandler(b, nil) },
		"json": func(b *bytes.Buffer) slog.Handler { return slog.NewJSONHandler(b, nil) },
	} {
		var out bytes.Buffer
		log := slog.New(handler(&out))
		s := New(canary)
		log.Info("x", "token", s, "pointer", &s, "struct", full(), "list", []String{s}, "map", map[string]any{"k": s},
			slog.Group("g", "inner", s))
		log.With("token", s).Error("y", "err", fmt.Errorf("z %v", s))
		if strings.Contains(out.String(), canary) {
			t.Errorf("%s: %s", name, out.String())
		}
		if !strings.Contains(out.String(), mask) {
			t.Errorf("%s logged nothing: %s", name, out.String())
		}
	}
}

func TestRevealAndEmpty(t *testing.T) {
	if New(canary).Reveal() != canary {
		t.Error("the value is lost")
	}
	if !(String{}).Empty() || !New("").Empty() || New("x").Empty() {
		t.Error("Empty is wrong")
	}
	if !reflect.DeepEqual(New("a"), New("a")) || reflect.DeepEqual(New("a"), New("b")) {
		t.Error("deep comparison is wrong")
	}
	if reflect.TypeFor[String]().Comparable() {
		t.Error("== compiles, and would compare addresses")
	}
}
