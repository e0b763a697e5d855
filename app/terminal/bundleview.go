package terminal

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"latchkey/app/connection"
	"latchkey/app/transfer"
)

// shownLines is how many lines of a bundle's log are shown.
const shownLines = 20

// printLog shows the end of a bundle's log, and what it says about a browser that never
// came back: what stood on its page, the person alone has seen.
func (e *Environment) printLog(b transfer.Bundle) {
	e.line("\nThe end of the log (%d lines):", len(b.Log))
	for _, line := range b.Log[max(0, len(b.Log)-shownLines):] {
		e.line("  %s", inert(logLine(line)))
	}
	if unanswered(b.Log) {
		e.line("\nThe last sign-in: %s. Ask the person what the page says, and explain that.", connection.NoAnswer)
	}
}

// unanswered reports that no answer came back from the last try in a browser.
func unanswered(log []string) bool {
	for _, line := range slices.Backward(log) {
		var entry struct {
			Message string `json:"msg"`
			How     string `json:"how"`
		}
		if json.Unmarshal([]byte(line), &entry) == nil && entry.Message == connection.EndedMessage {
			return entry.How == connection.NoAnswer
		}
	}
	return false
}

// logLine is a line of the log as a person reads it: the time, the message, and the values
// that say something. What is no such line stays as it is.
func logLine(line string) string {
	var entry map[string]any
	if json.Unmarshal([]byte(line), &entry) != nil || entry["msg"] == nil {
		return line
	}
	words := []string{fmt.Sprint(entry["msg"])}
	if time, ok := entry["time"].(string); ok {
		at, _, _ := strings.Cut(time, ".")
		words = []string{strings.Replace(strings.TrimSuffix(at, "Z"), "T", " ", 1), words[0]}
	}
	if level, ok := entry["level"].(string); ok && level != "INFO" {
		words = append(words, level)
	}
	for _, name := range []string{"time", "msg", "level"} {
		delete(entry, name)
	}
	return strings.Join(append(words, logValues("", entry)...), "  ")
}

// logValues are the values of a line, by name; those of a group have the group's in front.
func logValues(group string, values map[string]any) []string {
	var list []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		switch v := values[name].(type) {
		case map[string]any:
			list = append(list, logValues(group+name+".", v)...)
		case nil:
		default:
			if text := fmt.Sprint(v); text != "" && text != "false" {
				list = append(list, group+name+"="+text)
			}
		}
	}
	return list
}
