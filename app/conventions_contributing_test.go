package app_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// contributing reads one table of CONTRIBUTING.md by its heading: the code marks of each row's
// first cell, and the cell.
func contributing(t *testing.T, header string) (rows [][]string, cells []string) {
	t.Helper()
	_, table, found := strings.Cut(read(t, "../CONTRIBUTING.md"), header+"\n|---|---|\n")
	if !found {
		t.Fatalf("no table %q in CONTRIBUTING.md", header)
	}
	marked := regexp.MustCompile("`([^`]+)`")
	for line := range strings.Lines(table) {
		if !strings.HasPrefix(line, "| ") {
			break
		}
		cell, _, _ := strings.Cut(strings.TrimPrefix(line, "| "), " | ")
		var row []string
		for _, m := range marked.FindAllStringSubmatch(cell, -1) {
			row = append(row, m[1])
		}
		rows, cells = append(rows, row), append(cells, cell)
	}
	return rows, cells
}

func TestContributingListsEveryPackage(t *testing.T) {
	rows, _ := contributing(t, "| where | what |")
	listed := map[string]bool{}
	for _, row := range rows {
		for _, name := range row {
			dir, own := strings.CutPrefix(name, "app/")
			if !own {
				if _, err := os.Stat("../" + name); err != nil {
					t.Errorf("CONTRIBUTING.md lists %s, which is not there", name)
				}
				continue
			}
			_, ok := floors[dir]
			if _, inEngine := entraFloors[dir]; !ok && !inEngine {
				t.Errorf("CONTRIBUTING.md lists %s, which has no floor", name)
			}
			if listed[dir] {
				t.Errorf("CONTRIBUTING.md lists %s twice", name)
			}
			listed[dir] = true
		}
	}
	for _, order := range []map[string]int{floors, entraFloors} {
		for dir := range order {
			if !listed[dir] && !strings.HasPrefix(dir, ".") {
				t.Errorf("CONTRIBUTING.md says nothing about app/%s", dir)
			}
		}
	}
}

func TestEveryFloorIsOfAPackageThatIsThere(t *testing.T) {
	for _, order := range []map[string]int{floors, entraFloors} {
		for dir := range order {
			if _, err := os.Stat(dir); err != nil {
				t.Errorf("the floor of %s: %v", dir, err)
			}
		}
	}
}

// moduleName is a module's path as people say it: without the host that most have, and without
// its major version.
func moduleName(path string) string {
	path = strings.TrimPrefix(strings.TrimPrefix(path, "github.com/"), "gopkg.in/")
	return regexp.MustCompile(`[./]v\d+$`).ReplaceAllString(path, "")
}

func TestContributingSaysWhyOfEveryModule(t *testing.T) {
	required := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^(?:require)?\s+(\S+\.\S+) v\S+$`).FindAllStringSubmatch(read(t, "../go.mod"), -1) {
		required[moduleName(m[1])] = m[1]
	}
	if len(required) < 20 {
		t.Fatalf("found only %d requirements", len(required))
	}
	inProgram := map[string]bool{}
	for _, f := range goFiles(t) {
		for p := range imports(f) {
			for name, path := range required {
				if !f.test && (p == path || strings.HasPrefix(p, path+"/")) {
					inProgram[name] = true
				}
			}
		}
	}
	rows, cells := contributing(t, "| module | why |")
	var listed []string
	for i, row := range rows {
		tests := strings.Contains(cells[i], "(tests)")
		for _, name := range row {
			if strings.HasPrefix(name, "@") {
				continue // the front end's
			}
			name = moduleName(name)
			listed = append(listed, name)
			switch {
			case required[name] == "":
				t.Errorf("CONTRIBUTING.md lists %s, which go.mod does not require", name)
			case tests && inProgram[name]:
				t.Errorf("CONTRIBUTING.md says that only tests need %s; the program imports it", name)
			case !tests && !inProgram[name]:
				t.Errorf("CONTRIBUTING.md does not say that only tests need %s", name)
			}
		}
	}
	for name := range required {
		if !slices.Contains(listed, name) {
			t.Errorf("CONTRIBUTING.md says nothing about %s", name)
		}
	}
}
