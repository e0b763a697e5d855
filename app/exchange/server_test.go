package exchange

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"latchkey/app/cloud"
)

// authority is a token endpoint behind the guarded client of a cloud.
type authority struct {
	asked []url.Values
	paths []string
}

// server answers every request for a cloud from handler; the second result is the
// guarded client that reaches it.
func server(t *testing.T, id cloud.ID, handler http.HandlerFunc) (*authority, *http.Client) {
	t.Helper()
	a := &authority{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		a.asked, a.paths = append(a.asked, r.PostForm), append(a.paths, r.Method+" "+r.Header.Get("X-Host")+r.URL.Path)
		handler(w, r)
	}))
	t.Cleanup(s.Close)
	c, _ := cloud.ByID(id)
	return a, c.Client(here{s})
}

// here takes requests for any host to one server.
type here struct{ to *httptest.Server }

func (h here) RoundTrip(r *http.Request) (*http.Response, error) {
	to := r.Clone(r.Context())
	u, _ := url.Parse(h.to.URL)
	to.Header.Set("X-Host", r.URL.Host)
	to.URL.Scheme, to.URL.Host, to.Host = u.Scheme, u.Host, ""
	response, err := h.to.Client().Transport.RoundTrip(to)
	if err == nil {
		response.Request = r
	}
	return response, err
}

func says(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}
}

// unsigned is a v1 id_token.
func unsigned(claims map[string]string) string {
	body, _ := json.Marshal(claims)
	return base64.RawURLEncoding.EncodeToString([]byte(`{"typ":"JWT","alg":"none"}`)) + "." + base64.RawURLEncoding.EncodeToString(body) + "."
}

// granted is the v1 endpoint's answer, which writes numbers as strings.
func granted(more string) string {
	return `{"token_type":"Bearer","scope":"user_impersonation","expires_in":"3599","ext_expires_in":"3599","expires_on":"1767225600",` +
		`"not_before":"1767221700","resource":"https://contoso.crm4.dynamics.com","access_token":"access-token-itself","refresh_token":"refresh-token-itself"` + more + `}`
}
