package signin

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/tidwall/gjson"

	"latchkey/app/problem"
)

// LookApplication tells when the token was fetched that the cache holds for a resource of
// an application itself, and when it ends; both are zero when there is none. Like Look it
// asks no network. An error says that the vault cannot be read.
func (s *Service) LookApplication(ctx context.Context, t Target, resource string) (Cached, error) {
	data, _, err := s.application(t).cache.load(ctx)
	if data == nil {
		return Cached{}, problem.From(err)
	}
	scope := t.spelled(resource) + "/.default"
	var found Cached
	gjson.GetBytes(data, "AccessToken").ForEach(func(_, row gjson.Result) bool {
		if !strings.EqualFold(row.Get("realm").String(), t.Tenant) || !slices.Contains(strings.Fields(row.Get("target").String()), scope) {
			return true
		}
		if end := time.Unix(row.Get("expires_on").Int(), 0); end.After(found.ExpiresOn) {
			found.ExpiresOn, found.IssuedAt = end, time.Unix(row.Get("cached_at").Int(), 0)
		}
		return true
	})
	return found, nil
}
