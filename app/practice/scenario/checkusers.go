package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"latchkey/app/nearest"
	"latchkey/app/pattern"
	"latchkey/app/practice/entra/aadsts"
	"latchkey/app/practice/entra/directory"
)

// mostUsers is how many users there can be, with those that are made.
const mostUsers = 2000

// telephone is a number as people write it: "+1 425 555 0155", "(0316) 680-880 x12".
var telephone = pattern.Lazy(`^\+?[0-9 ()./-]{4,40}(?: ?x[0-9]{1,8})?$`)

// fewestDigits is what the shortest telephone numbers have.
const fewestDigits = 4

func isTelephone(text string) bool {
	digits := 0
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return digits >= fewestDigits && telephone().MatchString(text)
}

// users finds what the engine takes from everybody but a file can't mean: numbers that
// nobody can ring, and users that people makes as well.
func (r reader) users(s Scenario) {
	made := map[string]bool{}
	for i := range min(s.People, mostUsers) {
		made[fmt.Sprintf("user%04d@%s", i+1, aadsts.ContosoDomain)] = true
	}
	for i, u := range s.Users {
		at := "users[" + strconv.Itoa(i) + "]"
		if made[strings.ToLower(strings.TrimSpace(u.UserPrincipalName))] {
			r.Add(r.New("file-twice", r.NodeAt(at+".userPrincipalName")).With("name", "people makes "+u.UserPrincipalName).
				With("first", strconv.Itoa(r.NodeAt("people").Line)))
		}
		for _, phone := range []struct{ key, number string }{{".mobilePhone", u.MobilePhone}, {".officePhone", u.OfficePhone}} {
			if phone.number != "" && !isTelephone(phone.number) {
				r.Wrong(r.NodeAt(at+phone.key), at+phone.key, "a telephone number such as +1 425 555 0155")
			}
		}
	}
}

// twice reports a name that was there before, and the line of the first.
func (r reader) twice(s Scenario, path, name string) {
	list, i := element(path)
	if list == "registrations" && i < len(s.Registrations) {
		j := slices.IndexFunc(s.Registrations[:i], func(a directory.App) bool {
			return a.ApplicationID != "" && strings.EqualFold(a.ApplicationID, s.Registrations[i].ApplicationID)
		})
		if j >= 0 {
			first := r.NodeAt(list + "[" + strconv.Itoa(j) + "].applicationId")
			r.Add(r.New("file-twice", r.NodeAt(path+".applicationId")).With("name", s.Registrations[j].Name).With("first", strconv.Itoa(first.Line)))
			return
		}
	}
	p := r.New("file-twice", r.NodeAt(path)).With("name", name)
	if first := r.firstOf(list, i, name); first > 0 {
		p.With("first", strconv.Itoa(first))
	}
	r.Add(p)
}

// element takes a path apart: the list, and the place in it; -1 for a path without one.
func element(path string) (list string, i int) {
	open, closing := strings.IndexByte(path, '['), strings.IndexByte(path, ']')
	if open < 0 || closing < open {
		return path, -1
	}
	i, _ = strconv.Atoi(path[open+1 : closing])
	return path[:open], i
}

// firstOf is the line where a name stood first: that of an earlier element of the list
// whose value it is; 0 for none.
func (r reader) firstOf(list string, before int, name string) int {
	for i := range before {
		for _, field := range []string{".userPrincipalName", ".uniqueName", ".name"} {
			n := r.Find(list + "[" + strconv.Itoa(i) + "]" + field)
			if n != nil && strings.EqualFold(strings.TrimSpace(n.Value), name) {
				return n.Line
			}
		}
	}
	return 0
}

// nearestUser compares what stands before the @ only: the rest is the same everywhere.
func nearestUser(typed string, names []string) string {
	local, domain, _ := strings.Cut(typed, "@")
	if local == "" || domain == "" {
		return nearest.Name(typed, names)
	}
	byLocal, locals := map[string]string{}, []string{}
	for _, name := range names {
		l, _, _ := strings.Cut(name, "@")
		byLocal[l], locals = name, append(locals, l)
	}
	return byLocal[nearest.Name(local, locals)]
}
