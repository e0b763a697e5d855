package browser

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
)

func TestBoundMethodsAreCalled(t *testing.T) {
	var log bytes.Buffer
	s, _ := newTest(t, func(o *Options) { o.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	bearer := signIn(t, s)
	for _, c := range []struct {
		name, method, body string
		status             int
		want               string
	}{
		{"value", "Greeter.Greet", `["Anna",2]`, 200, `{"result":"hello Anna hello Anna "}`},
		{"struct", "Greeter.Draft", `[{"name":"x","more":1}]`, 200, `{"result":{"name":"x"}}`},
		{"problem", "Greeter.Refuse", `[]`, 200, `{"error":{"kind":"input","code":"application-id-not-guid","field":"applicationId"}}`},
		{"plain error", "Greeter.Fail", `[]`, 200, `{"error":{"kind":"internal","code":"internal","detail":"plain"}}`},
		{"unknown method", "Greeter.Nothing", `[]`, 404, `"call-unknown"`},
		{"unexported", "Greeter.greet", `[]`, 404, `"call-unknown"`},
		{"unknown struct", "Nobody.Greet", `[]`, 404, `"call-unknown"`},
		{"too few arguments", "Greeter.Greet", `["Anna"]`, 400, `"call-malformed"`},
		{"too many arguments", "Greeter.Greet", `["Anna",1,2]`, 400, `"call-malformed"`},
		{"wrong type", "Greeter.Greet", `["Anna","CANARY"]`, 400, `"call-malformed"`},
		{"no list", "Greeter.Greet", `{"0":"Anna"}`, 400, ""},
		{"rubbish behind", "Greeter.Greet", `["Anna",1] x`, 400, ""},
		{"too large", "Greeter.Greet", `["` + strings.Repeat("x", callLimit) + `",1]`, 413, ""},
		{"panic", "Greeter.Panic", `[]`, 200, `"code":"internal"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := ask(s, "POST", "/api/call/"+c.method, c.body, withBearer(bearer))
			if w.Code != c.status || !strings.Contains(w.Body.String(), c.want) {
				t.Errorf("status %d body %s; want %d with %s", w.Code, w.Body, c.status, c.want)
			}
			if strings.Contains(w.Body.String(), "CANARY") || strings.Contains(log.String(), "CANARY") {
				t.Errorf("a value leaked: %s %s", w.Body, &log)
			}
		})
	}
	if !strings.Contains(log.String(), "Greeter.Panic") {
		t.Errorf("the panic is not in the log: %s", &log)
	}
}

func TestCallsNeedABearerBeforeAnythingElse(t *testing.T) {
	s, _ := newTest(t, nil)
	for _, method := range []string{"Greeter.Greet", "Nobody.Nothing"} {
		if w := ask(s, "POST", "/api/call/"+method, "[]", nil); w.Code != 401 {
			t.Errorf("%s: status %d tells strangers what there is", method, w.Code)
		}
	}
}

type variadic struct{}

func (*variadic) Any(...string) {}

type twoValues struct{}

func (*twoValues) Two() (int, int) { return 1, 2 }

func TestOnlyCallableMethodsAreBound(t *testing.T) {
	for name, bound := range map[string][]any{
		"no pointer": {Greeter{}},
		"variadic":   {&variadic{}},
		"two values": {&twoValues{}},
		"twice":      {&Greeter{}, &Greeter{}},
	} {
		if s, err := New(Options{Assets: testAssets(), Bound: bound}); err == nil {
			s.Close()
			t.Errorf("%s: bound", name)
		}
	}
}
