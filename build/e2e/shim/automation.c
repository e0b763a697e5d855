/* Lets WebKitWebDriver drive the window of the unmodified program. WebKitGTK offers
   automation only to web views that were made for it (WebKitWebView:is-controlled-by-
   automation); preloaded, this makes Wails' one web view such a view and gives it to
   the driver. */
#define _GNU_SOURCE
#include <webkit2/webkit2.h>

static GtkWidget *view;

static WebKitWebView *the_view(WebKitAutomationSession *session, gpointer unused)
{
	return WEBKIT_WEB_VIEW(view);
}

static void started(WebKitWebContext *context, WebKitAutomationSession *session, gpointer unused)
{
	g_signal_connect(session, "create-web-view", G_CALLBACK(the_view), NULL);
}

GtkWidget *webkit_web_view_new_with_user_content_manager(WebKitUserContentManager *manager)
{
	WebKitWebContext *context = webkit_web_context_get_default();

	webkit_web_context_set_automation_allowed(context, TRUE);
	g_signal_connect(context, "automation-started", G_CALLBACK(started), NULL);
	view = GTK_WIDGET(g_object_new(WEBKIT_TYPE_WEB_VIEW, "user-content-manager", manager,
		"is-controlled-by-automation", TRUE, NULL));
	return view;
}
