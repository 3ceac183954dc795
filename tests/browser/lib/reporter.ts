// One line a test, what went wrong below it, and at the very end `N passed, N failed`.
import type {
  FullConfig, FullResult, Reporter, Suite, TestCase, TestError, TestResult,
} from '@playwright/test/reporter';

export default class Lines implements Reporter {
  private passed = 0;
  private failed = 0;
  private expected = 0;
  private readonly listing = process.argv.includes('--list');

  onBegin(_config: FullConfig, suite: Suite): void {
    const tests = suite.allTests();
    this.expected = tests.length;
    if (!this.listing) return;
    for (const test of tests) console.log(this.name(test));
    console.log(`${tests.length} tests`);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const name = this.name(test);
    const took = `(${(result.duration / 1000).toFixed(1)} s)`;
    if (result.status === 'skipped') {
      this.expected -= 1;
      return;
    }
    if (result.status === test.expectedStatus) {
      this.passed += 1;
      console.log(`ok    ${name} ${took}`);
      return;
    }
    this.failed += 1;
    console.log(`FAIL  ${name} ${took}`);
    for (const error of result.errors) this.print(error);
    for (const { name: what, path } of result.attachments) {
      if (path) console.log(`      ${what}: ${path}`);
    }
  }

  /** Something outside a test: the server did not start, a file does not parse. */
  onError(error: TestError): void {
    this.failed += 1;
    this.expected += 1;
    console.log('FAIL  outside a test');
    this.print(error);
  }

  onEnd(result: FullResult): void {
    if (this.listing && this.failed === 0) return;
    // Tests that never ran because the run was cut short did not pass.
    if (result.status !== 'passed') {
      this.failed = Math.max(this.failed, this.expected - this.passed, 1);
    }
    console.log(`${this.passed} passed, ${this.failed} failed`);
  }

  printsToStdio(): boolean {
    return true;
  }

  private name(test: TestCase): string {
    const [, project, file, ...titles] = test.titlePath();
    return `[${project}] ${file} › ${titles.join(' › ')}`;
  }

  private print(error: TestError): void {
    const text = error.stack ?? error.message ?? error.value ?? '';
    const plain = text.replace(/\u001b\[[0-9;]*m/g, '');
    console.log(plain.replace(/^/gm, '      '));
    if (error.location) console.log(`      at ${error.location.file}:${error.location.line}`);
  }
}
