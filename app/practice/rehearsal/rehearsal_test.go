package rehearsal

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// What was refused once would be refused again: the person stops there and says why, instead
// of typing it until the pages run out.
func TestAPersonWhoIsRefusedStops(t *testing.T) {
	for name, c := range map[string]struct{ field, refusal, want string }{
		"code":      {`<input name="otc">`, `<span id="idSpan_SAOTCC_Error_OTC">That code was used before.</span>`, "the code was refused: That code was used before."},
		"password":  {`<input name="passwd">`, `<p id="passwordError">wrong</p>`, "the password was refused"},
		"user name": {`<input name="loginfmt">`, `<p id="usernameError">unknown</p>`, "the user name was refused"},
	} {
		asked := 0
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			page := `<form method="post" action="/">` + c.field
			if r.Method == http.MethodPost {
				asked++
				page += c.refusal
			}
			fmt.Fprint(w, page+"</form>")
		}))
		person := Person{UserName: "totp@contoso.example", Password: "p", Code: func(context.Context) (string, error) { return "123456", nil }}
		_, err := NewBrowser(person).SignIn(t.Context(), server.URL)
		server.Close()
		if err == nil || !strings.Contains(err.Error(), c.want) || asked != 1 {
			t.Errorf("%s: %v after %d tries", name, err, asked)
		}
	}
}
