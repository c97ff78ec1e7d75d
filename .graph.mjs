const {saveGraph}=await import('./dist/src/retrieval/vectors.js');
const {readIndexFiles}=await import('./dist/src/retrieval/indexFiles.js');
import {readdirSync} from 'node:fs';
const d='/tmp/kbb/index/'+readdirSync('/tmp/kbb/index').find(x=>/^[0-9a-f]/.test(x));
const {arrays,manifest}=await readIndexFiles(d);const n=manifest.articles.length;
const v=[];for(let i=0;i<arrays.vectors.length/n;i++)v.push(Array.from(arrays.vectors.subarray(i*n,(i+1)*n)));
const t=performance.now();await saveGraph('/tmp/gr',v,{});console.log('graph',v.length,performance.now()-t);
