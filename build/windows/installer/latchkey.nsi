; The installer for Windows: for one user, without administrator rights.
; Made by "make windows" with
;   makensis -DVERSION=0.1.0 -DPROGRAMS=<directory with the two exe files> -DOUT=<file> latchkey.nsi
; It needs neither Go nor Node where it runs. It is not signed.

Unicode true
!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "x64.nsh"

!define NAME "Latchkey"
!define PUBLISHER "The Latchkey authors"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Latchkey"
; The WebView2 runtime announces itself under this key, for the machine or the user:
; https://learn.microsoft.com/microsoft-edge/webview2/concepts/distribution#detect-if-a-webview2-runtime-is-already-installed
!define WEBVIEW2 "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
; Microsoft's own link to the Evergreen bootstrapper (same page).
!define WEBVIEW2_DOWNLOAD "https://go.microsoft.com/fwlink/p/?LinkId=2124703"

Name "${NAME}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
SetCompressor /SOLID lzma
ManifestDPIAware true

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} installer"
VIAddVersionKey "CompanyName" "${PUBLISHER}"
VIAddVersionKey "LegalCopyright" "Copyright (c) 2026 ${PUBLISHER}"

!define MUI_ICON "..\icon.ico"
!define MUI_UNICON "..\icon.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\latchkey-desktop.exe"
!define MUI_FINISHPAGE_RUN_TEXT "Open ${NAME}"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString NeedsX64 ${LANG_ENGLISH} "${NAME} needs a 64-bit Windows."
LangString NeedsX64 ${LANG_GERMAN} "${NAME} braucht ein 64-Bit-Windows."
LangString NoWebView ${LANG_ENGLISH} "${NAME} shows its window with the Microsoft Edge WebView2 runtime, which is not installed on this computer.$\r$\n$\r$\nOpen Microsoft's download page for it now? Without it, ${NAME} opens in your browser instead."
LangString NoWebView ${LANG_GERMAN} "${NAME} zeigt sein Fenster mit der Microsoft Edge WebView2-Laufzeit, die auf diesem Computer fehlt.$\r$\n$\r$\nJetzt bei Microsoft herunterladen? Ohne sie öffnet sich ${NAME} im Browser."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP|MB_OK "$(NeedsX64)" /SD IDOK
    Abort
  ${EndIf}
FunctionEnd

; Leaves the runtime's version in $0, or "" when there is none. A version of 0.0.0.0
; is what an uninstallation leaves behind.
Function FindWebView2
  SetRegView 32 ; the machine's key lives in the 32-bit view on 64-bit Windows
  ReadRegStr $0 HKLM "SOFTWARE\${WEBVIEW2}" "pv"
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    ReadRegStr $0 HKCU "Software\${WEBVIEW2}" "pv"
  ${EndIf}
  ${If} $0 == "0.0.0.0"
    StrCpy $0 ""
  ${EndIf}
  SetRegView 64
FunctionEnd

Section "Latchkey"
  SetShellVarContext current
  SetRegView 64
  SetOutPath "$INSTDIR"
  File "${PROGRAMS}\latchkey-desktop.exe"
  File "${PROGRAMS}\latchkey.exe"
  File "/oname=LICENSE.txt" "..\..\..\LICENSE"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\latchkey-desktop.exe"

  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\latchkey-desktop.exe"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1

  Call FindWebView2
  ${If} $0 == ""
    DetailPrint "Microsoft Edge WebView2 runtime: not found"
    MessageBox MB_ICONINFORMATION|MB_YESNO "$(NoWebView)" /SD IDNO IDNO without
    ExecShell "open" "${WEBVIEW2_DOWNLOAD}"
    without:
  ${Else}
    DetailPrint "Microsoft Edge WebView2 runtime: $0"
  ${EndIf}
SectionEnd

; Profiles and sign-ins stay: "latchkey signout --all" removes the sign-ins first, if
; that is wanted. Only what the installer wrote and the WebView's cache go.
Section "Uninstall"
  SetShellVarContext current
  SetRegView 64
  Delete "$SMPROGRAMS\${NAME}.lnk"
  Delete "$INSTDIR\latchkey-desktop.exe"
  Delete "$INSTDIR\latchkey.exe"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  RMDir /r "$APPDATA\latchkey-desktop.exe"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
