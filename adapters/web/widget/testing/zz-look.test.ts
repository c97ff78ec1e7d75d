import { chromium } from 'playwright-core';
import { writeFileSync, mkdirSync } from 'node:fs';
import { test } from 'vitest';
import { startServer } from '../../../../src/main.js';
import { loadConfig } from '../../../../src/config.js';
test('real', async () => {
  mkdirSync('/tmp/wdata',{recursive:true});
  const server = await startServer(loadConfig({ DATA_DIR:'/tmp/wdata', PORT:'38111', HOST:'127.0.0.1', LOG_LEVEL:'warn', KNOWLEDGE_BASE_DIR:'/work/main/knowledge-base' }));
  const url='http://127.0.0.1:38111';
  const browser=await chromium.launch({executablePath:'/usr/bin/chromium',args:'--headless --no-sandbox --disable-gpu --disable-quic'.split(' ')});
  try {
  const c=await browser.newContext({viewport:{width:390,height:844}}); const p=await c.newPage();
  p.on('console',m=>console.log('console',m.type(),m.text())); p.on('pageerror',e=>console.log('ERR',e)); p.on('websocket',w=>w.on('framereceived',f=>console.log('frame',String(f.payload).slice(0,1200)))); p.on('response',async r=>{ if(r.url().includes('/v3/')) console.log(r.request().method(), r.url().slice(0,120), r.status()); });
  await p.goto(url+'/?lang=id'); await p.locator('.message.bot').first().waitFor({timeout:10000});
  await p.screenshot({path:'/tmp/shots/real-1.png'});
  await p.getByRole('textbox').fill('berapa biaya paspor 10 tahun, nik saya 1771012345678901'); await p.getByRole('textbox').press('Enter');
  await p.locator('.message.bot').nth(1).waitFor({timeout:10000}); await p.screenshot({path:'/tmp/shots/real-2.png'});
  await p.getByRole('link',{name:'English'}).click(); await p.getByRole('button',{name:'Send'}).waitFor(); await p.getByRole('textbox').fill('how much is it'); await p.getByRole('textbox').press('Enter');
  await p.locator('.message.bot').nth(2).waitFor({timeout:10000}); await p.screenshot({path:'/tmp/shots/real-3.png'});
  await p.reload(); await p.locator('.message.bot').nth(2).waitFor(); console.log(await p.locator('.bubble').count());
  const n=await browser.newContext({viewport:{width:390,height:844},javaScriptEnabled:false}); const q=await n.newPage();
  await q.goto(url); await q.getByRole('textbox').fill('biaya paspor brp'); await q.getByRole('button').last().click(); await q.waitForLoadState(); console.log(q.url(), await q.locator('.message').count()); await q.screenshot({path:'/tmp/shots/real-4.png'});
  } finally { await browser.close(); await server.stop(); }
},90000);
