/** Tells of each step as it ends: the deployment takes minutes. */
module.exports = class LiveReporter {
  onTestCaseResult(_, { status, title, duration, failureMessages }) {
    const seconds = ((duration ?? 0) / 1000).toFixed(1).padStart(6);
    process.stdout.write(`${status === 'passed' ? 'ok    ' : 'FAILED'} ${seconds} s  ${title}\n`);
    const [why] = failureMessages;
    if (why !== undefined && !why.includes('Not tried')) process.stdout.write(`${why}\n`);
  }
};
