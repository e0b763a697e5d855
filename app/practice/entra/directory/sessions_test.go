package directory

import (
	"testing"

	"latchkey/app/practice/entra/aadsts"
)

func TestASecondFactorCountsInItsTenantOnly(t *testing.T) {
	both := PassedIn(aadsts.Fabrikam).And(PassedIn(aadsts.Contoso)).And(PassedIn(aadsts.Fabrikam))
	if !both.In(aadsts.Contoso) || !both.In(aadsts.Fabrikam) || len(both.Away) != 1 || PassedIn(aadsts.Contoso).In(aadsts.Fabrikam) || PassedIn(aadsts.Fabrikam).In(aadsts.Contoso) {
		t.Errorf("passed %+v", both)
	}
}
