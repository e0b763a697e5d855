package dataverse

import (
	"encoding/xml"
	"net/http"
	"strconv"
	"strings"
	"time"

	"latchkey/app/practice/entra/aadsts"
)

// Answers of the organization service, in the form in which WCF writes them; testdata/real has what
// was recorded. Everything that isn't ours goes through xmlText.

// result is one of a response's, by its key.
type result struct {
	key, space, kind string
	value            string // XML
}

func guid(key, value string) result {
	return result{key, "http://schemas.microsoft.com/2003/10/Serialization/", "guid", xmlText(value)}
}

func xmlText(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}

// executed is the response of a request.
func executed(name string, results ...result) string {
	var b strings.Builder
	b.WriteString(`<ExecuteResponse xmlns="` + services + `"><ExecuteResult i:type="b:` + name + `Response" xmlns:a="` + contracts + `" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:b="http://schemas.microsoft.com/crm/2011/Contracts">` +
		`<a:ResponseName>` + name + `</a:ResponseName><a:Results xmlns:c="http://schemas.datacontract.org/2004/07/System.Collections.Generic">`)
	for _, r := range results {
		b.WriteString(`<a:KeyValuePairOfstringanyType><c:key>` + r.key + `</c:key><c:value i:type="d:` + r.kind + `" xmlns:d="` + r.space + `">` + r.value + `</c:value></a:KeyValuePairOfstringanyType>`)
	}
	b.WriteString(`</a:Results></ExecuteResult></ExecuteResponse>`)
	return b.String()
}

// detailXML is the organization's detail, in the order of its data contract.
func (c caller) detailXML() string {
	var b strings.Builder
	element := func(name, value string) { b.WriteString("<d:" + name + ">" + value + "</d:" + name + ">") }
	o := c.organization
	element("DatacenterId", datacenterOf(o))
	b.WriteString("<d:Endpoints>")
	for _, e := range c.endpoints() {
		b.WriteString("<d:KeyValuePairOfEndpointTypestringyDL0RVHi><c:key>" + e.kind + "</c:key><c:value>" + xmlText(e.address) + "</c:value></d:KeyValuePairOfEndpointTypestringyDL0RVHi>")
	}
	b.WriteString("</d:Endpoints>")
	element("EnvironmentId", o.EnvironmentID)
	element("FriendlyName", xmlText(o.FriendlyName))
	element("Geo", o.Region.Code)
	element("OrganizationId", o.ID)
	element("OrganizationVersion", o.Version)
	element("State", "Enabled")
	element("TenantId", o.Tenant.ID)
	element("UniqueName", o.UniqueName)
	element("UrlName", o.UniqueName)
	return b.String()
}

// soapFault is a fault of SOAP 1.1; one of the service's own has an OrganizationServiceFault in it.
type soapFault struct {
	status     int    // 0 is 500
	code       string // of the envelope's namespace, or of space
	space      string
	text       string
	own        *refusal
	retryAfter int
}

func clientFault(text string) *soapFault { return &soapFault{code: "Client", text: text} }

// soap is a refusal as a fault of the service.
func (f *refusal) soap() *soapFault {
	return &soapFault{code: "Client", text: f.message, own: f, retryAfter: f.retryAfter}
}

// writeFault writes a fault as WCF does; the detail is OrganizationServiceFault, as the SDK's
// documents show it.
func (s *Service) writeFault(w http.ResponseWriter, f *soapFault) {
	code, detail := "<faultcode>s:"+f.code+"</faultcode>", ""
	if f.space != "" {
		code = `<faultcode xmlns:a="` + f.space + `">a:` + f.code + `</faultcode>`
	}
	if f.own != nil {
		detail = "<detail>" + s.organizationFault(f.own) + "</detail>"
	}
	status := f.status
	if status == 0 {
		status = http.StatusInternalServerError
	}
	writeEnvelope(w, status, "<s:Fault>"+code+`<faultstring xml:lang="en-US">`+xmlText(f.text)+"</faultstring>"+detail+"</s:Fault>")
}

func (s *Service) organizationFault(f *refusal) string {
	code, _ := strconv.ParseUint(strings.TrimPrefix(f.code, "0x"), 16, 32)
	details := ""
	if f.retryAfter > 0 { // a TimeSpan, for which ServiceClient waits (ServiceClient.cs)
		details = `<KeyValuePairOfstringanyType><a:key>Retry-After</a:key><a:value i:type="b:duration" xmlns:b="http://schemas.microsoft.com/2003/10/Serialization/">PT` +
			strconv.Itoa(f.retryAfter) + `S</a:value></KeyValuePairOfstringanyType>`
	}
	return `<OrganizationServiceFault xmlns="` + contracts + `" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">` +
		"<ActivityId>" + aadsts.GUID(s.RandomBytes(16)) + "</ActivityId><ErrorCode>" + strconv.Itoa(int(int32(code))) + "</ErrorCode>" +
		`<ErrorDetails xmlns:a="http://schemas.datacontract.org/2004/07/System.Collections.Generic">` + details + `</ErrorDetails>` +
		`<HelpLink i:nil="true"/><Message>` + xmlText(f.message) + "</Message><Timestamp>" + s.Now().UTC().Format(time.RFC3339) + "</Timestamp>" +
		`<ExceptionRetriable>false</ExceptionRetriable><ExceptionSource i:nil="true"/><InnerFault i:nil="true"/><OriginalException i:nil="true"/><TraceText i:nil="true"/></OrganizationServiceFault>`
}

func writeEnvelope(w http.ResponseWriter, status int, body string) {
	h := w.Header()
	h.Set("Content-Type", "text/xml; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = w.Write([]byte(`<s:Envelope xmlns:s="` + soapEnvelope + `"><s:Body>` + body + `</s:Body></s:Envelope>`))
}
