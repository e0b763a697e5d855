package profile

import (
	"testing"

	"golang.org/x/sys/windows"

	"latchkey/app/problem"
)

// holdFile has a file open as another program may, such as a virus scanner.
func holdFile(t *testing.T, path string, sharing uint32) (release func()) {
	t.Helper()
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := windows.CreateFile(name, windows.GENERIC_READ, sharing, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	return func() { _ = windows.CloseHandle(file) }
}

func TestAHeldFileIsSaidToBeInUse(t *testing.T) {
	s, _ := openStore(t)
	p := mustSave(t, s, "A")
	path := s.dir.Path(fileOf(p.ID))

	release := holdFile(t, path, 0) // nobody else may even read it
	list, err := s.List()
	if err != nil || len(list) != 1 || list[0].Problem == nil || list[0].Problem.Code != "file-in-use" {
		t.Errorf("listed %+v, %v", list, err)
	}
	_, err = s.Find("A")
	wantCode(t, err, problem.Storage, "profile-not-among-readable")
	_, err = save(s, "A") // it may be the name of the held one
	wantCode(t, err, problem.Storage, "file-in-use")
	release()

	release = holdFile(t, path, windows.FILE_SHARE_READ)
	_, err = s.Save(p)
	wantCode(t, err, problem.Storage, "file-in-use")
	wantCode(t, s.Delete(p.ID, p.Rev), problem.Storage, "file-in-use")
	release()
	if e, err := s.Find("A"); err != nil || e.Profile.Rev != p.Rev {
		t.Errorf("afterwards %+v, %v", e, err)
	}
}
