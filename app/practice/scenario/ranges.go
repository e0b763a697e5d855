package scenario

import "latchkey/app/practice/entra/aadsts"

// ranges are the least and the greatest number, by path.
var ranges = map[string][2]float64{
	"people": {0, 2000}, "tenants": {0, aadsts.MostTenants}, "organizations": {0, 100000}, "settings.tokenLifetimeSeconds": {0, 86400},
	"policies.rememberDays": {-1, 365}, "policies.signInHours": {0, 8760},
	"faults.status": {0, 599}, "faults.retryAfterSeconds": {0, 86400}, "faults.delaySeconds": {0, 60}, "faults.truncateAt": {0, 1 << 30}, "faults.times": {0, 1000000},
	"answers.times": {0, mostTimes},
}

// longest are the longest lists, by path.
var longest = map[string]int{"users": 2000, "registrations": 200, "policies.rules": 50, "faults": 50, "answers": MostAnswers}
