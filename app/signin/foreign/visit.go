package foreign

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// OrganizationID is the one organization's.
const OrganizationID = "33333333-3333-4333-8333-333333333333"

func (a *Authority) instances(w http.ResponseWriter, r *http.Request) {
	if !bears(r) {
		answer(w, http.StatusUnauthorized, map[string]any{"error": map[string]string{"message": "no token"}})
		return
	}
	answer(w, http.StatusOK, map[string]any{"value": []map[string]any{{
		"Id": OrganizationID, "UniqueName": "lab", "UrlName": "lab", "FriendlyName": "Lab", "State": 0, "Version": "9.2.25103.00180",
		"Url": a.Server.URL + "/", "ApiUrl": a.Server.URL + "/", "Region": "EMEA", "TenantId": Tenant,
		"EnvironmentId": "44444444-4444-4444-8444-444444444444", "OrganizationType": 0,
	}}})
}

func (a *Authority) whoAmI(w http.ResponseWriter, r *http.Request) {
	if !bears(r) {
		w.Header().Set("WWW-Authenticate", "Bearer authorization_uri="+a.Server.URL+"/"+Tenant+"/oauth2/authorize")
		answer(w, http.StatusUnauthorized, map[string]any{})
		return
	}
	answer(w, http.StatusOK, map[string]any{"UserId": objectID, "BusinessUnitId": OrganizationID, "OrganizationId": OrganizationID})
}

func bears(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Authorization"), "Bearer opaque-")
}

// Visit is the person's browser at an address of the authority: it goes where it is sent and
// posts what it is told to post. The error is the page on which it stays.
func (a *Authority) Visit(ctx context.Context, address string) error {
	browser := *a.Server.Client()
	browser.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	response, err := browser.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode == http.StatusFound {
		request, err = http.NewRequestWithContext(ctx, http.MethodGet, response.Header.Get("Location"), nil)
	} else if response.StatusCode == http.StatusOK {
		var page struct{ Post url.Values }
		if err := json.NewDecoder(response.Body).Decode(&page); err != nil {
			return err
		}
		back, _ := url.Parse(address)
		request, err = http.NewRequestWithContext(ctx, http.MethodPost, back.Query().Get("redirect_uri"), strings.NewReader(page.Post.Encode()))
		if err == nil {
			request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
	} else {
		return fmt.Errorf("the browser stays on a page with the status %d", response.StatusCode)
	}
	if err != nil {
		return err
	}
	response, err = browser.Do(request)
	if err != nil {
		return err
	}
	return response.Body.Close()
}
