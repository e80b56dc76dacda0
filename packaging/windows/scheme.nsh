; electron-builder registers schemes on macOS and Linux only. SHCTX is the user's or the machine's part
; of the registry, as chosen in the installer.

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\invigil" "" "URL:Invigil exam link"
  WriteRegStr SHCTX "Software\Classes\invigil" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\invigil\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr SHCTX "Software\Classes\invigil\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
!macroend

!macro customUnInstall
  ; Another build may have taken the scheme over since: only our own entry goes.
  ReadRegStr $0 SHCTX "Software\Classes\invigil\shell\open\command" ""
  ${if} $0 == '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
    DeleteRegKey SHCTX "Software\Classes\invigil"
  ${endif}
!macroend
