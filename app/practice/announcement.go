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

// announcementFile says where the leader's listener is.
const announcementFile = "door.json"

// announcementSchema is the version of the announcement and of what is spoken there.
const announcementSchema = 1

// announcement is the form of door.json. It is written by the leader when its listener is
// open and removed when it closes; a killed leader leaves it behind.
type announcement struct {
	Schema  int    `json:"schema"`
	Address string `json:"address"` // 127.0.0.1:port
	Bearer  string `json:"bearer"`  // new for every leader
	Process int    `json:"process"` // for people only
}

func readAnnouncement(dir *home.Dir) (announcement, error) {
	data, err := dir.Read(announcementFile, 4096)
	if err != nil {
		return announcement{}, err
	}
	var note announcement
	if err := json.Unmarshal(data, &note); err != nil {
		return announcement{}, fmt.Errorf("%s: %w", announcementFile, err)
	}
	if note.Schema > announcementSchema {
		return announcement{}, problem.New(problem.Storage, "practice-newer")
	}
	host, _, err := net.SplitHostPort(note.Address)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() || len(note.Bearer) < 20 {
		return announcement{}, fmt.Errorf("%s: not the address of a listener", announcementFile)
	}
	return note, nil
}

func writeAnnouncement(dir *home.Dir, note announcement) error {
	data, err := json.Marshal(note)
	if err != nil {
		return err
	}
	return dir.Write(announcementFile, data)
}

// proof shows that one knows a bearer without sending it. The port that a door.json
// names may be a stranger's by now, so the leader proves itself first.
func proof(bearer, challenge string) string {
	mac := hmac.New(sha256.New, []byte(bearer))
	mac.Write([]byte("latchkey practice door\x00" + challenge))
	return hex.EncodeToString(mac.Sum(nil))
}
