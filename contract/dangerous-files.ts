const dangerousExtensions = new Set(
  (
    'ade adp apk app appx asp bas bat cer chm cmd com cpl crt csh dll dmg docm dotm exe fxp gadget hlp hta htm html img inf ins iso isp jar jnlp js ' +
    'jse ksh lib lnk mad maf mag mam mde mdb mdt mdw mdz msc msh msi msix msp mst nsh ops pcd pif pkg potm ppam ppsm pptm prf prg ps1 ps2 ' +
    'psc1 psd1 psm1 py pyw reg scf scr sct sh shb shs svg svgz swf sys url vb vbe vbs vhd vhdx vxd wsc wsf wsh xhtml xlam xll xlsm xltm xsl'
  ).split(' '),
);

/**
 * Whether a file can run or hide something, by its name or by its type. A visitor's is refused, an agent is warned before they send one, and
 * all are marked, and never opened by a page.
 */
export function isDangerous(filename: string, contentType = ''): boolean {
  const [, extension = ''] = /\.([^.]*)$/.exec(filename.toLowerCase()) ?? [];
  return (
    dangerousExtensions.has(extension) ||
    /^(?:text\/html|image\/svg|application\/(?:x-msdownload|x-sh|javascript|xhtml|hta))/.test(contentType)
  );
}
