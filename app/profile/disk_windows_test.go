package profile

import (
	"testing"

	"golang.org/x/sys/windows"

	"latchkey/app/home/hometest"
	"latchkey/app/problem"
)

func TestAHeldFileIsSaidToBeInUse(t *testing.T) {
	s, _ := openStore(t)
	p := mustSave(t, s, "A")
	path := s.dir.Path(fileOf(p.ID))

	release := hometest.HoldFile(t, path, 0) // nobody else may even read it
	list, err := s.List()
	if err != nil || len(list) != 1 || list[0].Problem == nil || list[0].Problem.Code != "file-in-use" {
		t.Errorf("listed %+v, %v", list, err)
	}
	_, err = s.Find("A")
	wantCode(t, err, problem.Storage, "profile-not-among-readable")
	_, err = save(s, "A") // it may be the name of the held one
	wantCode(t, err, problem.Storage, "file-in-use")
	release()

	release = hometest.HoldFile(t, path, windows.FILE_SHARE_READ)
	_, err = s.Save(p)
	wantCode(t, err, problem.Storage, "file-in-use")
	wantCode(t, s.Delete(p.ID, p.Rev), problem.Storage, "file-in-use")
	release()
	if e, err := s.Find("A"); err != nil || e.Profile.Rev != p.Rev {
		t.Errorf("afterwards %+v, %v", e, err)
	}
}
