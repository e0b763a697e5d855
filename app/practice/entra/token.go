package entra

import (
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"slices"
	"strings"
	"time"
)

// tokenAnswer is RFC 6749 section 5.1 with Entra's additions.
type tokenAnswer struct {
	TokenType    string `json:"token_type"`
	Scope        string `json:"scope"`
	ExpiresIn    int64  `json:"expires_in"` // seconds
	ExtExpiresIn int64  `json:"ext_expires_in"`
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token,omitempty"`
	IDToken      string `json:"id_token,omitempty"`
	ClientInfo   string `json:"client_info,omitempty"`
}

// issued is everything that the tokens are made of once the grant was good.
type issued struct {
	user     *user
	client   string
	nonce    string
	at       int64
	mfa      bool
	refresh  string
	grant    grant
	lifetime int64
	now      int64
}

func (s *Server) serveToken(w http.ResponseWriter, r *http.Request) {
	p, bad := readBody(w, r)
	if bad == nil {
		bad = checkTenant(r.PathValue("tenant"))
	}
	if bad == nil {
		bad = p.need("client_id", "grant_type")
	}
	var a *App
	if bad == nil {
		a, bad = s.checkClient(r.PathValue("tenant"), p["client_id"])
	}
	if bad == nil && (p["client_secret"] != "" || p["client_assertion"] != "") {
		bad = refuse("invalid_client", 700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")
	}
	var got issued
	if bad == nil {
		got, bad = s.exchange(bases(r.Context(), r.Host), p, a)
	}
	if bad != nil {
		s.writeRefusal(w, r, bad)
		return
	}
	s.writeTokens(w, r, got, p["client_info"] == "1")
}

// exchange spends a code or a refresh token.
func (s *Server) exchange(b Bases, p params, a *App) (issued, *refusal) {
	// What can be checked without spending anything is checked first.
	var asked grant
	if p["scope"] != "" {
		var bad *refusal
		if asked, bad = s.readScope(b, p["scope"]); bad != nil {
			return issued{}, bad
		}
	}
	switch p["grant_type"] {
	case "authorization_code":
		return s.byCode(b, p, a, asked)
	case "refresh_token":
		return s.byRefresh(b, p, a, asked)
	}
	return issued{}, refuse("unsupported_grant_type", 70003, "The app requested an unsupported grant type '%s'.", show(p["grant_type"]))
}

func (s *Server) byCode(b Bases, p params, a *App, asked grant) (issued, *refusal) {
	if bad := p.need("code", "redirect_uri"); bad != nil {
		return issued{}, bad
	}
	var row codeRow
	var bad *refusal
	got := issued{client: a.ApplicationID}
	s.under(func() {
		if row, bad = s.redeem(p, a.ApplicationID); bad != nil {
			return
		}
		got.user, got.nonce, got.at, got.mfa = s.byName[row.User], row.Nonce, row.At, row.MFA
		if slices.Contains(strings.Fields(row.Scope), "offline_access") {
			got.refresh = s.startFamily(row)
		}
		s.stamp(&got)
	})
	if bad != nil {
		return issued{}, bad
	}
	granted, bad := s.readScope(b, row.Scope)
	if bad != nil {
		return issued{}, bad // the organizations became fewer meanwhile
	}
	got.grant = granted
	if p["scope"] != "" {
		got.grant = asked
		got.grant.openID = granted.openID // what was asked for in the browser
	}
	return got, nil
}

func (s *Server) byRefresh(b Bases, p params, a *App, asked grant) (issued, *refusal) {
	if bad := p.need("refresh_token"); bad != nil {
		return issued{}, bad
	}
	var row familyRow
	var bad *refusal
	got := issued{client: a.ApplicationID, grant: asked}
	s.under(func() {
		if got.refresh, row, bad = s.rotate(p["refresh_token"], a.ApplicationID); bad != nil {
			return
		}
		got.user, got.at, got.mfa = s.byName[row.User], row.At, row.MFA
		s.stamp(&got)
	})
	if bad != nil {
		return issued{}, bad
	}
	if p["scope"] == "" {
		if got.grant, bad = s.readScope(b, row.Scope); bad != nil {
			return issued{}, bad
		}
	}
	return got, nil
}

// stamp sets the times. The lock is held.
func (s *Server) stamp(got *issued) {
	got.now = s.unix()
	if l := s.settings().TokenLifetime; l != 0 {
		got.lifetime = int64(l / time.Second)
		return
	}
	n := new(big.Int).SetBytes(s.random(8))
	got.lifetime = 3600 + n.Mod(n, big.NewInt(1200)).Int64()
}

func (s *Server) writeTokens(w http.ResponseWriter, r *http.Request, got issued, clientInfo bool) {
	b := bases(r.Context(), r.Host)
	access, err := s.signed(s.accessClaims(b, got))
	answer := tokenAnswer{
		TokenType: "Bearer", Scope: got.grant.echo(), ExpiresIn: got.lifetime, ExtExpiresIn: got.lifetime,
		AccessToken: access, RefreshToken: got.refresh,
	}
	if err == nil && got.grant.has("openid") {
		answer.IDToken, err = s.signed(s.idClaims(b, got))
	}
	if err != nil {
		s.log.Error("practice tenant: token", "error", err)
		f := refuse("server_error", 90033, "A transient error has occurred. Please try again.")
		f.status = http.StatusInternalServerError
		s.writeRefusal(w, r, f)
		return
	}
	if clientInfo {
		info, _ := json.Marshal(map[string]string{"uid": got.user.oid, "utid": TenantID})
		answer.ClientInfo = base64.RawURLEncoding.EncodeToString(info)
	}
	writeJSON(w, http.StatusOK, answer)
}
