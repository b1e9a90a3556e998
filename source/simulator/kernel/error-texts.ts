/** The kernel's error codes that a backup can meet, with their texts (ob_errno.def; ob_strerror gives them). */
const texts: Readonly<Record<number, string>> = {
  [-4007]: 'Not supported feature or function',
  [-4012]: 'Timeout',
  [-4016]: 'Internal error',
  [-4018]: 'Entry not exist',
  [-4023]: 'Try again',
  [-4072]: 'Operation canceled',
  [-4109]: 'Server state or role not the same as expected',
  [-4143]: 'Version not match',
  [-4184]: 'Server out of disk space',
  [-4552]: 'rebalance task can not executing now',
  [-4554]: 'rebalance task not in progress on observer',
  [-4719]: 'log stream does not exist',
  [-4725]: 'tablet does not exist',
  [-4766]: 'ls waiting safe destory',
  [-5157]: 'Tenant not exist',
  [-5685]: 'Tenant has been dropped',
  [-9003]: 'OSS error',
  [-9027]: 'ob log archive interrupted',
  [-9028]: 'ob log archive stat not match',
  [-9029]: 'log archive is not running',
  [-9036]: 'Backup is in progress',
  [-9040]: 'backup can not start',
  [-9042]: 'backup data version gap over limit',
  [-9086]: 'backup advance checkpoint by flush timeout',
  [-9095]: 'No tablet need backup',
  [-9120]: 'object does not exist',
};

/** The text of a RESULT; '' for 0, as a COMMENT has it. */
export function errorText(result: number): string {
  return result === 0 ? '' : (texts[result] ?? 'Unknown error');
}
