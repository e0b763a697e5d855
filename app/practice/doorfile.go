package practice

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"

	"latchkey/app/home"
	"latchkey/app/problem"
)

// doorFile says where the owner's door is.
const doorFile = "door.json"

// doorSchema is the version of the door file and of what is spoken there.
const doorSchema = 1

// doorNote is the form of door.json. It is written by the owner when its door is
// open and removed when it closes; a killed owner leaves it behind.
type doorNote struct {
	Schema  int    `json:"schema"`
	Address string `json:"address"` // 127.0.0.1:port
	Bearer  string `json:"bearer"`  // new for every owner
	Process int    `json:"process"` // for people only
}

func readDoor(dir *home.Dir) (doorNote, error) {
	data, err := dir.Read(doorFile, 4096)
	if err != nil {
		return doorNote{}, err
	}
	var note doorNote
	if err := json.Unmarshal(data, &note); err != nil {
		return doorNote{}, fmt.Errorf("%s: %w", doorFile, err)
	}
	if note.Schema > doorSchema {
		return doorNote{}, problem.New(problem.Storage, "practice-newer")
	}
	host, _, err := net.SplitHostPort(note.Address)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() || len(note.Bearer) < 20 {
		return doorNote{}, fmt.Errorf("%s: not a door", doorFile)
	}
	return note, nil
}

func writeDoor(dir *home.Dir, note doorNote) error {
	data, err := json.Marshal(note)
	if err != nil {
		return err
	}
	return dir.Write(doorFile, data)
}

// proof shows that one knows a bearer without sending it. The port that a door.json
// names may be a stranger's by now, so the owner proves itself first.
func proof(bearer, challenge string) string {
	mac := hmac.New(sha256.New, []byte(bearer))
	mac.Write([]byte("latchkey practice door\x00" + challenge))
	return hex.EncodeToString(mac.Sum(nil))
}
