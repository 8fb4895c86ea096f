import { expect, test } from "../fixtures/test";
import { totp } from "../fixtures/totp";

test("one-time codes are those of RFC 6238, appendix B", () => {
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  expect(totp(secret, 59_000)).toBe("287082");
  expect(totp(secret, 1_111_111_109_000)).toBe("081804");
  expect(totp(secret, 20_000_000_000_000)).toBe("353130");
});
