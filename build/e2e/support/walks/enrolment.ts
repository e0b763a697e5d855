import { type Call, leaves, scans, stay, type Walks } from "./walk.ts";

// enrolment is setting up a second factor.
export const enrolment: Walks = {
  enrolApp: {
    title: "Setting up a first second factor: the app",
    how: "`enrol@contoso.example`.",
    shows: {
      "more-information": "proofup",
      "enrol-method": "enrolmethod",
      "enrol-qr": "enrolapp",
      "enrol-code": "enrolcode",
      "enrol-fallback": "enrolfallback",
      "enrol-done": "enroldone",
    },
    async go(v, look) {
      await v.open();
      await v.login("enrol");
      await v.on("proofup");
      await look("more-information");
      await v.press("#idSubmit_ProofUp_Redirect");
      await look("enrol-method");
      await v.find("[name=method][value=PhoneAppOTP]").check();
      await v.press();
      await v.on("enrolapp");
      await look("enrol-qr");
      await scans(v);
      await v.press();
      await v.on("enrolcode");
      await look("enrol-code");
      await v.code(await v.control.code("enrol"));
      await v.on("enrolfallback");
      await look("enrol-fallback");
      await v.press("#enrolLater");
      await v.on("enroldone");
      await look("enrol-done");
      await v.press();
      await stay(v);
    },
  },
  enrolPhone: {
    title: "Setting up a first second factor: a telephone",
    how: "`enrol@contoso.example`; \"Call\" as the method.",
    shows: { "enrol-number": "enrolnumber", "enrol-call": "enrolwait" },
    async go(v, look) {
      await v.open();
      await v.login("enrol");
      await v.press("#idSubmit_ProofUp_Redirect");
      await v.find("[name=method][value=TwoWayVoiceMobile]").check();
      await v.press();
      await v.on("enrolnumber");
      await look("enrol-number");
      await v.find("#enrolPhone").fill("4255550142");
      await v.press();
      await v.on("enrolwait");
      await look("enrol-call");
      const { id } = await v.control.waiting("enrol");
      await v.control.post<Call>(`/calls/${id}/keys`, { keys: "#" });
      await v.on("enrolfallback");
      await v.press("#enrolLater");
      await v.on("enroldone");
      await v.press();
      await stay(v);
    },
  },
  securityInfo: {
    title: "My security info",
    how: "`/practice/securityinfo`, as `totp@contoso.example`.",
    shows: { "security-info": "securityinfo" },
    async go(v, look) {
      await v.open(v.at("/practice/securityinfo"));
      await v.login("totp");
      await v.code(await v.control.code("totp"));
      await leaves(v);
      await v.on("securityinfo");
      await look("security-info");
    },
  },
};
