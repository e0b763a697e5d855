package discovery

import (
	"bytes"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"
)

// manyInstances is an answer with n organizations, as long and as varied as real ones.
func manyInstances(n int) []byte {
	var b bytes.Buffer
	b.WriteString(`{"@odata.context":"https://globaldisco.crm.dynamics.com/api/discovery/v2.0/$metadata#Instances","value":[`)
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, `{"Id":"%08x-1111-2222-3333-444444444444","UniqueName":"unq%024x","UrlName":"contoso-%d",`+
			`"FriendlyName":"Contoso Straße %d","State":0,"Version":"9.2.24103.%d","Url":"https://contoso-%d.crm4.dynamics.com",`+
			`"ApiUrl":"https://contoso-%d.api.crm4.dynamics.com","LastUpdated":"2026-03-%02dT09:%02d:11Z","SchemaType":"Full",`+
			`"TenantId":"72f988bf-86f1-41af-91ab-2d7cd011db47","EnvironmentId":"%08x-5555-6666-7777-888888888888",`+
			`"StatusMessage":0,"OrganizationType":"%d","TrialExpirationDate":null,"Purpose":"","Region":"EMEA",`+
			`"DatacenterId":"695f2e9f-1bb8-e811-a2c0-000d3a1aa5f5","DatacenterName":null,"IsUserSysAdmin":%t}`,
			i, i, i, i, i%40, i, i, 1+i%28, i%60, i*7, i%15, i%3 == 0)
	}
	b.WriteString("]}")
	return b.Bytes()
}

// BenchmarkDecode prints how decoding 10,000 organizations compares with json.Valid on
// the same bytes, and the live heap with the body. The budgets are 5 and 3.
func BenchmarkDecode(b *testing.B) {
	body := manyInstances(10_000)
	var times []float64
	for b.Loop() {
		start := time.Now()
		if !json.Valid(body) {
			b.Fatal("the sample is not JSON")
		}
		valid := time.Since(start)
		start = time.Now()
		if _, err := Decode(bytes.NewReader(body)); err != nil {
			b.Fatal(err)
		}
		times = append(times, float64(time.Since(start))/float64(valid))
	}
	slices.Sort(times)
	b.ReportMetric(times[len(times)/2], "x-json.Valid")
	b.ReportMetric(float64(liveHeap(b, body))/float64(len(body)), "x-body-live")
	b.ReportMetric(float64(len(body)), "body-bytes")
}

// liveHeap is how much the result of decoding keeps in memory.
func liveHeap(b *testing.B, body []byte) uint64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	list, err := Decode(bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(list)
	runtime.KeepAlive(body)
	return after.HeapAlloc - before.HeapAlloc
}
