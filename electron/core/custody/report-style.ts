/** The style of the custody report: made for print, black on white, with tables that break between rows. */
export const reportStyle = `
:root{color-scheme:light;font:10.5pt/1.45 "Source Sans 3","Segoe UI","Noto Sans","Report Arabic",Vazirmatn,Tahoma,sans-serif;color:#1a1a1a;background:#fff}
body{max-inline-size:60rem;margin-inline:auto;padding:1.5rem}
h1{font-size:20pt;line-height:1.2;margin-block:0 .25rem}
h2{font-size:14pt;line-height:1.35;margin-block:1.75rem .5rem;padding-block-start:.75rem;border-block-start:2px solid #1a1a1a;unicode-bidi:plaintext}
h3{font-size:11pt;margin-block:1rem .35rem}
h3 small{font-weight:400;color:#555}
.about{margin-block:0 .75rem;color:#444;max-inline-size:45rem}
dl{margin-block:.25rem .75rem}
dl>div{display:grid;grid-template-columns:11rem 1fr;gap:.75rem;padding-block:.12rem}
dt{color:#555}
dd{margin:0;overflow-wrap:anywhere}
code,pre{font:9pt/1.4 ui-monospace,"Cascadia Mono",Consolas,"DejaVu Sans Mono",monospace}
code{unicode-bidi:isolate;direction:ltr}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid #bbb;padding:.5rem;margin-block:.25rem;direction:ltr}
table{inline-size:100%;border-collapse:collapse;font-size:9.5pt}
thead{display:table-header-group}
th{text-align:start;font-weight:600;border-block-end:1.5px solid #1a1a1a;padding:.25rem .5rem .25rem 0}
td{vertical-align:top;border-block-end:1px solid #ccc;padding:.35rem .5rem .35rem 0;overflow-wrap:anywhere}
tr{break-inside:avoid}
td:nth-child(1){inline-size:2rem;color:#555}
td:nth-child(2){inline-size:9.5rem;white-space:nowrap}
td:nth-child(3){inline-size:11rem}
td:nth-child(5){inline-size:8rem}
small,.premis,.hash{color:#555}
small{font-size:8.5pt}
.premis{font-style:italic}
.field{color:#555}
del{text-decoration:line-through;color:#555}
ins{text-decoration:none}
.withdrawn{border:1px solid #1a1a1a;padding:.35rem .5rem}
.check{break-before:page}
@media (max-width:45rem){table,thead,tbody,tr,td{display:block}thead{display:none}td{inline-size:auto!important;border:0;padding:.1rem 0}tr{border-block-end:1px solid #ccc;padding-block:.5rem}dl>div{grid-template-columns:1fr;gap:0}}
@media print{@page{size:A4;margin:16mm 14mm 18mm}body{padding:0;max-inline-size:none}}
`
