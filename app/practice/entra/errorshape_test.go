package entra

import (
	"encoding/json"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
	"latchkey/app/problem"
)

func TestEveryErrorThatCanBeCausedIsAnswered(t *testing.T) {
	for _, c := range aadsts.Codes() {
		t.Run(name(c.Code), func(t *testing.T) {
			do := causes[c.Code]
			if c.Rule != "" {
				do = byRuleOf(c.Rule)
			}
			if do == nil || !c.Causable() {
				t.Fatalf("nothing causes %d", c.Code)
			}
			switch got := do(newRig(t)); {
			case got.page != nil && c.Seen == "page":
				got.page.showsError(c)
				isExplained(t, got.page.page, c)
			case got.page != nil && c.Seen == "field" && c.Error == "":
				got.page.wants(`role="alert"`, name(c.Code)+": ")
				isExplained(t, got.page.page, c)
			case got.back != nil && c.Seen == "client":
				got.back.carriesError(c)
				isExplained(t, got.back.header.Get("Location"), c)
			case got.reply != nil && c.Seen == "token":
				answersError(t, got.reply, c)
				text, _ := json.Marshal(got.reply)
				isExplained(t, string(text), c)
			default:
				t.Fatalf("it is not seen as %q", c.Seen)
			}
		})
	}
}

// isExplained says that whoever copies what was seen gets the error's explanation.
func isExplained(t *testing.T, text string, c aadsts.ErrorCode) {
	t.Helper()
	p := problem.Explain(text)[0]
	if w := p.Words(); p.Code != name(c.Code) || w.Title == "" || w.You == "" {
		t.Errorf("explained as %s: %+v", p.Code, w)
	}
}

// Rules do in the browser what they do elsewhere; nobody is asked on.
func TestRulesEndASignInInTheBrowserToo(t *testing.T) {
	for _, o := range aadsts.Outcomes() {
		if o.Demand != "" || o.Word == "terms-of-use" {
			continue // it asks for more, and ends nothing
		}
		g := newRig(t).ruledBy(directory.Policies{Rules: []directory.Rule{{Name: "test", Then: o.Word}}})
		b := g.browser().open(asks()).login("password")
		b.showsError(aadsts.ErrorCode{Code: o.Code})
	}
}

func (b *browser) showsError(c aadsts.ErrorCode) {
	b.Helper()
	b.wants(name(c.Code)+": ", "Error code: "+name(c.Code), "Correlation Id: ", "Trace Id: ", "Timestamp: 2", "Troubleshooting details", `href="/error?code=`+strings.TrimPrefix(name(c.Code), "AADSTS")+`"`)
	if b.header.Get("Location") != "" {
		b.Errorf("it redirects to %q", b.header.Get("Location"))
	}
}

func (b *browser) carriesError(c aadsts.ErrorCode) {
	b.Helper()
	q := b.returned()
	text := q.Get("error_description")
	for _, part := range []string{name(c.Code) + ": ", "Trace ID: ", "Correlation ID: ", "Timestamp: 2"} {
		if !strings.Contains(text, part) {
			b.Errorf("%q lacks %q", text, part)
		}
	}
	if q.Get("error") != c.Error || q.Get("error_subcode") != c.Suberror || (q.Get("claims") != "") != c.Claims || !strings.HasSuffix(q.Get("error_uri"), "/error?code="+strings.TrimPrefix(name(c.Code), "AADSTS")) {
		b.Errorf("%v, want %+v", q, c)
	}
}

func answersError(t *testing.T, reply map[string]any, c aadsts.ErrorCode) {
	t.Helper()
	text, _ := reply["error_description"].(string)
	if !strings.HasPrefix(text, name(c.Code)+": ") {
		t.Fatalf("%v", reply)
	}
	sub, _ := reply["suberror"].(string)
	if reply["error"] != c.Error || sub != c.Suberror {
		t.Errorf("%v, want error %q and suberror %q", reply, c.Error, c.Suberror)
	}
	for _, field := range []string{"trace_id", "correlation_id"} {
		if id, _ := reply[field].(string); !aadsts.IsGUID(id) || !strings.Contains(text, id) {
			t.Errorf("%s %v", field, reply[field])
		}
	}
	if at, _ := reply["timestamp"].(string); len(at) != len("2006-01-02 15:04:05Z") || !strings.Contains(text, at) {
		t.Errorf("timestamp %v", reply["timestamp"])
	}
	claims, given := reply["claims"].(string)
	if given != c.Claims || given && !json.Valid([]byte(claims)) {
		t.Errorf("claims %v", reply["claims"])
	}
}
