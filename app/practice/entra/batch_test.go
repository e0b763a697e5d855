package entra

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"latchkey/app/practice/entra/aadsts"
)

// aPart is a request as a part of a batch.
func aPart(request string) string {
	return "\r\n--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n" + request
}

const aChangeSet = "\r\n--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\nContent-ID: 1\r\n\r\nPOST /api/data/v9.2/accounts HTTP/1.1\r\nContent-Type: application/json\r\n\r\n{\"name\":\"x\"}\r\n" +
	"--c\r\nContent-Type: application/http\r\nContent-ID: 2\r\n\r\nPATCH $1 HTTP/1.1\r\n\r\n{}\r\n--c--"

func (g *rig) batch(token, body string, header ...string) (*http.Response, string) {
	g.Helper()
	req, err := http.NewRequestWithContext(g.Context(), "POST", webAPI+"$batch", strings.NewReader(body))
	if err != nil {
		g.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+token)
	req.Header.Set("Content-Type", `multipart/mixed; boundary="b"`)
	for i := 0; i < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := g.RoundTrip(req)
	if err != nil {
		g.Fatal(err)
	}
	defer res.Body.Close()
	all, err := io.ReadAll(res.Body)
	if err != nil {
		g.Fatal(err)
	}
	return res, string(all)
}

// answersOf takes a multipart answer apart as RFC 2046 has it; change sets become a list of their own.
func (g *rig) answersOf(contentType, body string) (list []string) {
	g.Helper()
	_, parameters, err := mime.ParseMediaType(contentType)
	if err != nil {
		g.Fatal(err)
	}
	parts := multipart.NewReader(strings.NewReader(body), parameters["boundary"])
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return list
		}
		if err != nil {
			g.Fatalf("%v in %s", err, body)
		}
		if kind := part.Header.Get("Content-Type"); strings.HasPrefix(kind, "multipart/mixed; boundary=changesetresponse_") {
			inner, err := io.ReadAll(part)
			if err != nil {
				g.Fatal(err)
			}
			list = append(list, fmt.Sprint(g.answersOf(kind, string(inner))))
			continue
		}
		res, err := http.ReadResponse(bufio.NewReader(part), nil)
		if err != nil {
			g.Fatalf("%v in %s", err, body)
		}
		defer res.Body.Close()
		var answer map[string]any
		if err := json.NewDecoder(res.Body).Decode(&answer); err != nil {
			g.Fatal(err)
		}
		text := fmt.Sprint(part.Header.Get("Content-ID"), res.StatusCode, " ", answer["UserId"], answer["Version"])
		if failure, ok := answer["error"].(map[string]any); ok {
			text = fmt.Sprint(part.Header.Get("Content-ID"), res.StatusCode, " ", failure["code"])
			if !aadsts.IsGUID(res.Header.Get("REQ_ID")) || res.Header.Get("Content-Type") != "application/json; odata.metadata=minimal" {
				g.Errorf("%v", res.Header)
			}
		}
		list = append(list, text)
	}
}

// The forms are those of "Execute batch operations using the Web API"; DynamicsWebApi leaves out the
// empty line behind a request without a body.
func TestABatchIsAnsweredInOrder(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	_, _, who := g.get(webAPI+"WhoAmI", token)
	both := g.User("both@contoso.example").ObjectIDIn(aadsts.Contoso)
	_, other := g.as(webAPI+"WhoAmI", token, "CallerObjectId", both)
	res, body := g.batch(token, aPart("GET /api/data/v9.2/WhoAmI HTTP/1.1\r\nAccept: application/json")+
		aPart("GET "+webAPI+"RetrieveVersion() HTTP/1.1\r\n\r\n")+
		aPart("GET https://contoso.api.crm4.practice.localhost/api/data/v9.2/WhoAmI() HTTP/1.1\r\nCallerObjectId: "+both+"\r\n\r\n")+"\r\n--b--")
	got := g.answersOf(res.Header.Get("Content-Type"), body)
	want := []string{"200 " + who["UserId"].(string) + "<nil>", "200 <nil>9.2.25103.00180", "200 " + other["UserId"].(string) + "<nil>"}
	if res.StatusCode != 200 || res.Header.Get("OData-Version") != "4.0" || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%d %v\n%q, want\n%q", res.StatusCode, res.Header, got, want)
	}
	if res, body := g.batch(token, aPart("GET /api/data/v9.2/WhoAmI HTTP/1.1")+"\r\n--b--", "CallerObjectId", both); res.StatusCode != 200 || !strings.Contains(body, other["UserId"].(string)) {
		t.Errorf("the batch acts for another: %d %s", res.StatusCode, body)
	}
}

// Without odata.continue-on-error the first failure ends the batch and is its status.
func TestAFailureEndsABatchUnlessItIsAskedToGoOn(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	version := aPart("GET /api/data/v9.2/RetrieveVersion() HTTP/1.1\r\n\r\n")
	body := version + aChangeSet + version + "\r\n--b--"
	res, answer := g.batch(token, body)
	if got := g.answersOf(res.Header.Get("Content-Type"), answer); res.StatusCode != 403 || fmt.Sprint(got) != "[200 <nil>9.2.25103.00180 [1403 0x80040220]]" {
		t.Errorf("%d %v", res.StatusCode, got)
	}
	res, answer = g.batch(token, body, "Prefer", "odata.continue-on-error")
	if got := g.answersOf(res.Header.Get("Content-Type"), answer); res.StatusCode != 200 || fmt.Sprint(got) != "[200 <nil>9.2.25103.00180 [1403 0x80040220] 200 <nil>9.2.25103.00180]" {
		t.Errorf("going on: %d %v", res.StatusCode, got)
	}
	res, answer = g.batch(token, aPart("GET https://fabrikam.crm.practice.localhost/api/data/v9.2/WhoAmI HTTP/1.1")+version+"\r\n--b--")
	if got := g.answersOf(res.Header.Get("Content-Type"), answer); res.StatusCode != 404 || fmt.Sprint(got) != "[404 0x8006088a]" {
		t.Errorf("another organization's: %d %v", res.StatusCode, got)
	}
}

func TestABatchThatCannotBeReadIsRefused(t *testing.T) {
	g := newRig(t)
	token := g.accessTo(contosoURL)
	who := aPart("GET /api/data/v9.2/WhoAmI HTTP/1.1\r\n")
	users := aPart("GET /api/data/v9.2/EntityDefinitions HTTP/1.1\r\n")
	for name, body := range map[string]string{
		"nothing":      "",
		"cut off":      who,
		"no request":   aPart("hello") + "\r\n--b--",
		"a relative":   aPart("GET WhoAmI HTTP/1.1") + "\r\n--b--",
		"a GET inside": "--b\r\nContent-Type: multipart/mixed;boundary=c\r\n\r\n--c\r\nContent-Type: application/http\r\n\r\nGET /api/data/v9.2/WhoAmI HTTP/1.1\r\n\r\n--c--\r\n--b--",
		"too many":     strings.Repeat(who, 1001) + "\r\n--b--",
		"nested":       "--b\r\nContent-Type: multipart/mixed\r\n\r\n--c--\r\n--b--",
		"too long":     strings.Repeat(users, 999) + strings.Repeat(" ", 1<<20),
	} {
		if res, answer := g.batch(token, body); res.StatusCode != 400 || !strings.Contains(answer, "The batch can't be read") {
			t.Errorf("%s: %d %.300s", name, res.StatusCode, answer)
		}
	}
	if res, answer := g.batch(token, who+"\r\n--b--", "Content-Type", "application/json"); res.StatusCode != 400 {
		t.Errorf("no multipart: %d %s", res.StatusCode, answer)
	}
	if res, answer := g.batch(token, strings.Repeat(who, 1000)+"\r\n--b--"); res.StatusCode != 200 || strings.Count(answer, "HTTP/1.1 200 OK") != 1000 {
		t.Errorf("a thousand: %d", res.StatusCode)
	}
}

// A few bytes can't ask for an answer that fills the memory.
func TestABatchHasNoEndlessAnswer(t *testing.T) {
	g := newRig(t)
	users := aPart("GET /api/data/v9.2/systemusers HTTP/1.1\r\n")
	if res, answer := g.batch(g.accessTo(contosoURL), strings.Repeat(users, 1000)+"\r\n--b--"); res.StatusCode != 400 || !strings.Contains(answer, "too long for the practice tenant") {
		t.Errorf("%d, %d bytes", res.StatusCode, len(answer))
	}
}
