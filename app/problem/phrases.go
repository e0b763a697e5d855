package problem

// phrases are what browsers and Go's network stack say, most telling first; lower case, and
// with straight apostrophes.
var phrases = []struct{ text, code string }{
	{"redirect_uri_mismatch", "salesforce-redirect-mismatch"},
	{"err_ssl_protocol_error", "loopback-https"},
	{"err_ssl_unrecognized_name_alert", "loopback-https"},
	{"ssl_error_unrecognized_name_alert", "loopback-https"},
	{"ssl_error_rx_record_too_long", "loopback-https"},
	{"err_proxy", "proxy-407"},
	{"proxy authentication required", "proxy-407"},
	{"err_cert_authority_invalid", "tls-untrusted"},
	{"sec_error_unknown_issuer", "tls-untrusted"},
	{"x509: certificate", "tls-untrusted"},
	{"tls: failed to verify certificate", "tls-untrusted"},
	{"err_name_not_resolved", "dns"},
	{"dns_probe_finished", "dns"},
	{"no such host", "dns"},
	{"err_internet_disconnected", "network-unreachable"},
	{"err_connection_refused", "loopback-refused"},
	{"localhost refused to connect", "loopback-refused"},
	{"127.0.0.1 refused to connect", "loopback-refused"},
	{"can't establish a connection to the server at localhost", "loopback-refused"},
	{"address already in use", "port-in-use"},
	{"connection refused", "network-unreachable"},
	{"network is unreachable", "network-unreachable"},
	{"i/o timeout", "network-timed-out"},
	{"context deadline exceeded", "network-timed-out"},
}

// labels are "Error code" as Microsoft's pages and browsers that translate have it in other
// languages; lower case, and with straight apostrophes.
var labels = []string{
	"fehlercode", "code d'erreur", "código de error", "codigo de error", "código de erro", "codigo de erro", "código do erro",
	"codice errore", "codice di errore", "codice dell'errore", "foutcode", "felkod", "fejlkode", "feilkode", "virhekoodi",
	"kod błędu", "kód chyby", "hibakód", "hata kodu", "код ошибки", "код помилки", "エラー コード", "エラーコード", "错误代码", "錯誤碼", "오류 코드",
}

// pages are the titles of pages of Microsoft's that show no number at first, and the codes
// that usually stand behind them; lower case, and with straight apostrophes.
var pages = []struct {
	text  string
	codes []string
}{
	{"need admin approval", []string{"AADSTS90094"}},
	{"needs permission to access resources in your organization that only an admin can grant", []string{"AADSTS90094"}},
	{"approval required", []string{"AADSTS90095", "AADSTS90094"}},
	{"you can't get there from here", []string{"AADSTS53000", "AADSTS53003"}},
	{"you cannot access this right now", []string{"AADSTS53003"}},
	{"more information required", []string{"AADSTS50072", "AADSTS50079"}},
	{"your account has been locked", []string{"AADSTS50053"}},
	{"your account is temporarily locked", []string{"AADSTS50053"}},
	{"genehmigung des administrators erforderlich", []string{"AADSTS90094"}},
	{"administratorgenehmigung erforderlich", []string{"AADSTS90094"}},
	{"weitere informationen erforderlich", []string{"AADSTS50072", "AADSTS50079"}},
	{"sie können von hier nicht darauf zugreifen", []string{"AADSTS53000", "AADSTS53003"}},
}
