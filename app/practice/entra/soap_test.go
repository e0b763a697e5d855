package entra

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
)

const (
	organizationService = contosoURL + "/XRMServices/2011/Organization.svc/web"
	executeAction       = `"http://schemas.microsoft.com/xrm/2011/Contracts/Services/IOrganizationService/Execute"`
	xmlSchemaInstance   = "http://www.w3.org/2001/XMLSchema-instance"
)

// executing is a message as WCF writes it for IOrganizationService.Execute: the form of requests
// in public programs, and the header that ServiceClient adds (OrganizationWebProxyClientContextInitializer.cs).
func executing(request string) string {
	return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><UserType xmlns="http://schemas.microsoft.com/xrm/2011/Contracts">CrmUser</UserType></s:Header><s:Body>` +
		`<Execute xmlns="http://schemas.microsoft.com/xrm/2011/Contracts/Services"><request i:type="b:` + request + `Request" xmlns:a="http://schemas.microsoft.com/xrm/2011/Contracts" xmlns:i="` + xmlSchemaInstance + `" xmlns:b="http://schemas.microsoft.com/crm/2011/Contracts">` +
		`<a:Parameters xmlns:c="http://schemas.datacontract.org/2004/07/System.Collections.Generic"/><a:RequestId i:nil="true"/><a:RequestName>` + request + `</a:RequestName></request></Execute></s:Body></s:Envelope>`
}

// soap posts a message.
func (g *rig) soap(token, body string, header ...string) (int, string) {
	g.Helper()
	req, err := http.NewRequestWithContext(g.Context(), "POST", organizationService+"?SDKClientVersion=9.2.4.0", strings.NewReader(body))
	if err != nil {
		g.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", "text/xml; charset=utf-8")
	req.Header.Set("SOAPAction", executeAction)
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	status, answer := g.exchange(req)
	code, _ := strconv.Atoi(status)
	return code, answer
}

// outline is every element of a document with its namespace, its type, and the text of those that
// are names.
func outline(t *testing.T, document string) (list []string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(document))
	spaces, last := map[string]string{}, ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatalf("%v in %s", err, document)
		}
		switch token := token.(type) {
		case xml.StartElement:
			line := token.Name.Space + " " + token.Name.Local
			for _, a := range token.Attr {
				if a.Name.Space == "xmlns" {
					spaces[a.Name.Local] = a.Value
				}
			}
			for _, a := range token.Attr {
				if a.Name.Space == xmlSchemaInstance && a.Name.Local == "type" {
					prefix, name, _ := strings.Cut(a.Value, ":")
					line += ": " + spaces[prefix] + " " + name
				}
			}
			last = token.Name.Local
			list = append(list, line)
		case xml.CharData:
			if last == "key" || last == "ResponseName" {
				list[len(list)-1] += " =" + string(token)
			}
			last = ""
		}
	}
}

// What was recorded is there, element by element; the detail has DatacenterId besides, which is
// younger than the recording.
func TestTheOrganizationServiceAnswersAsRecorded(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	text, err := os.ReadFile("testdata/real/organization-service.json")
	if err != nil {
		t.Fatal(err)
	}
	var real struct{ Answers map[string][]string }
	if err := json.Unmarshal(text, &real); err != nil || len(real.Answers) != 2 {
		t.Fatal(err, real)
	}
	for request, want := range real.Answers {
		status, answer := g.soap(token, executing(request))
		got := slices.DeleteFunc(outline(t, answer), func(line string) bool { return strings.HasSuffix(line, " DatacenterId") })
		if status != 200 || !slices.Equal(got, want) {
			t.Errorf("%s: %d\n%s\nwant\n%s", request, status, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	_, _, who := g.get(webAPI+"WhoAmI", token)
	if _, answer := g.soap(token, executing("WhoAmI")); !strings.Contains(answer, ">"+who["UserId"].(string)+"<") || !strings.Contains(answer, ">"+who["OrganizationId"].(string)+"<") {
		t.Errorf("%s", answer)
	}
	if _, answer := g.soap(token, executing("RetrieveVersion")); !strings.Contains(answer, `i:type="d:string" xmlns:d="http://www.w3.org/2001/XMLSchema">9.2.25103.00180<`) {
		t.Errorf("%s", answer)
	}
}

// ServiceClient asks for the address without a token, and reads the challenge (AuthorityResolver.cs).
func TestTheOrganizationServiceSaysWhereToSignIn(t *testing.T) {
	g := newRig(t)
	want := "Bearer authorization_uri=https://login.practice.localhost/" + aadsts.ContosoID + "/oauth2/authorize, resource_id=" + contosoURL + "/"
	for _, path := range []string{"/XRMServices/2011/Organization.svc/web?SDKClientVersion=9.2.4.0", "/xrmservices/2011/organization.svc/web"} {
		if status, h, _ := g.get(contosoURL+path, ""); status != 401 || h.Get("WWW-Authenticate") != want {
			t.Errorf("%s: %d %v", path, status, h)
		}
	}
	if status, _ := g.soap("a.b.c", executing("WhoAmI")); status != 401 {
		t.Errorf("another token: %d", status)
	}
}

func TestTheOrganizationServiceActsForOthers(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	both := g.User("both@contoso.example").ObjectIDIn(aadsts.Contoso)
	_, other := g.as(webAPI+"WhoAmI", token, "CallerObjectId", both)
	id := other["UserId"].(string)
	called := strings.Replace(executing("WhoAmI"), "<UserType", `<CallerId xmlns="http://schemas.microsoft.com/xrm/2011/Contracts">`+id+"</CallerId><UserType", 1)
	if status, answer := g.soap(token, called); status != 200 || !strings.Contains(answer, ">"+id+"<") {
		t.Errorf("%d %s", status, answer)
	}
	if status, answer := g.soap(token, executing("WhoAmI"), "CallerObjectId", both); status != 200 || !strings.Contains(answer, ">"+id+"<") {
		t.Errorf("by a header of HTTP: %d %s", status, answer)
	}
	status, answer := g.soap(token, strings.Replace(called, id, aadsts.IDOf("nobody"), 1))
	if status != 500 || !strings.Contains(answer, "<ErrorCode>-2147220969</ErrorCode>") || !strings.Contains(answer, "Does Not Exist</Message>") {
		t.Errorf("nobody: %d %s", status, answer)
	}
}

// faultOf reads a fault of SOAP 1.1.
func faultOf(t *testing.T, answer string) (code, text, own string) {
	t.Helper()
	var e struct {
		Fault struct {
			Code   string `xml:"faultcode"`
			Text   string `xml:"faultstring"`
			Detail struct {
				Own struct {
					Code string `xml:"ErrorCode"`
				} `xml:"http://schemas.microsoft.com/xrm/2011/Contracts OrganizationServiceFault"`
			} `xml:"detail"`
		} `xml:"Body>Fault"`
	}
	if err := xml.Unmarshal([]byte(answer), &e); err != nil {
		t.Fatalf("%v in %s", err, answer)
	}
	_, code, _ = strings.Cut(e.Fault.Code, ":")
	return code, e.Fault.Text, e.Fault.Detail.Own.Code
}

// Codes are Dataverse's as signed numbers: 0x80040220 is -2147220960.
func TestTheOrganizationServiceRefusesByItsFault(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	create := strings.ReplaceAll(`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><OP xmlns="http://schemas.microsoft.com/xrm/2011/Contracts/Services"><entity xmlns:a="http://schemas.microsoft.com/xrm/2011/Contracts"><a:LogicalName>account</a:LogicalName></entity></OP></s:Body></s:Envelope>`, "OP", "Create")
	for name, c := range map[string]struct {
		body, action    string
		code, text, own string
	}{
		"another message": {executing("RetrieveAllEntities"), "Execute", "Client", "not 'RetrieveAllEntities'", "-2147220970"},
		"writing":         {create, "Create", "Client", "is missing prvCreateAccount privilege", "-2147220960"},
		"reading tables":  {strings.ReplaceAll(create, "Create", "RetrieveMultiple"), "RetrieveMultiple", "Client", "not 'RetrieveMultiple'", "-2147220970"},
		"another action":  {create, "Execute", "ActionNotSupported", "ContractFilter mismatch", ""},
	} {
		status, answer := g.soap(token, c.body, "SOAPAction", strings.Replace(executeAction, "Execute", c.action, 1))
		if code, text, own := faultOf(t, answer); status != 500 || code != c.code || !strings.Contains(text, c.text) || own != c.own {
			t.Errorf("%s: %d %s", name, status, answer)
		}
	}
	fault := func(code string) string {
		w := httptest.NewRecorder()
		g.ServeOrganizationFault(w, httptest.NewRequestWithContext(t.Context(), "POST", organizationService, nil), "contoso", 0, code, 60)
		return w.Body.String()
	}
	if _, _, own := faultOf(t, fault("0x80072322")); own != "-2147015902" || !strings.Contains(fault("0x80072322"), `i:type="b:duration" xmlns:b="http://schemas.microsoft.com/2003/10/Serialization/">PT60S<`) {
		t.Errorf("a limit: %s", fault("0x80072322"))
	}
	if answer := fault("0x80095ffc"); !strings.HasPrefix(answer, `{"error":{"code":"0x80095ffc"`) {
		t.Errorf("an application that is not allowed: %s", answer)
	}
}

// Whatever is sent, the answer is a fault that says why, and costs no more than the message.
func TestHostileMessagesEndInAFault(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	who := executing("WhoAmI")
	for name, c := range map[string]struct {
		body   string
		status int
		text   string
	}{
		"nothing":        {"", 500, "not well-formed"},
		"no XML":         {"hello", 500, "not well-formed"},
		"cut off":        {who[:len(who)-20], 500, "not well-formed"},
		"deep":           {strings.Repeat("<a>", 20000), 500, "nested too deeply"},
		"huge":           {strings.Replace(who, "WhoAmI", strings.Repeat("x", 1<<17), 1), 500, "longer than 65536 bytes"},
		"document type":  {`<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]>` + who, 500, "document type"},
		"an entity":      {strings.Replace(who, "WhoAmI<", "&secret;<", 1), 500, "not well-formed"},
		"another coding": {`<?xml version="1.0" encoding="utf-16"?>` + who, 500, "not well-formed"},
		"SOAP 1.2":       {strings.Replace(who, "http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope", 1), 500, "SOAP 1.1"},
		"no operation":   {`<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body/></s:Envelope>`, 500, "empty"},
		"markup inside":  {strings.Replace(who, ">WhoAmI<", ">&lt;b&gt;&amp;<", 1), 500, "not '<b>&'"},
	} {
		status, answer := g.soap(token, c.body)
		if _, text, _ := faultOf(t, answer); status != c.status || !strings.Contains(text, c.text) {
			t.Errorf("%s: %d %.400s", name, status, answer)
		}
	}
	if status, answer := g.soap(token, who, "Content-Type", "application/soap+xml"); status != 415 {
		t.Errorf("another type: %d %s", status, answer)
	}
	if status, h, _ := g.get(organizationService, token); status != 405 {
		t.Errorf("a GET: %d %v", status, h)
	}
}
